import {
  Alert,
  Anchor,
  Badge,
  Button,
  createTheme,
  Modal,
  NumberInput,
  PasswordInput,
  Radio,
  Select,
  Table,
  Textarea,
  TextInput,
} from '@mantine/core';
import { i18n } from './locales/i18n';

const dense = { defaultProps: { size: 'sm' } };

/** Defaults of components; colours are in theme.css. */
export const theme = createTheme({
  primaryColor: 'blue',
  defaultRadius: 'sm',
  cursorType: 'pointer',
  respectReducedMotion: true,
  components: {
    Alert: Alert.extend({ defaultProps: { variant: 'light' } }),
    Anchor: Anchor.extend({ defaultProps: { size: 'sm', underline: 'always' } }),
    Badge: Badge.extend({ defaultProps: { variant: 'light', radius: 'sm' } }),
    Button: Button.extend({ defaultProps: { size: 'sm' } }),
    // Locking the page's scroll writes a style at run time, which the server's policy forbids.
    Modal: Modal.extend({
      defaultProps: {
        lockScroll: false,
        centered: true,
        closeButtonProps: { 'aria-label': i18n.t('common.close') },
      },
    }),
    NumberInput: NumberInput.extend(dense),
    PasswordInput: PasswordInput.extend(dense),
    Radio: Radio.extend(dense),
    Select: Select.extend({ defaultProps: { size: 'sm', allowDeselect: false } }),
    Table: Table.extend({ defaultProps: { verticalSpacing: 6, horizontalSpacing: 'sm' } }),
    Textarea: Textarea.extend({ defaultProps: { size: 'sm', autosize: true, minRows: 2 } }),
    TextInput: TextInput.extend(dense),
  },
});
