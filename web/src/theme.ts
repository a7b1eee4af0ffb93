import {
  Alert,
  Anchor,
  Badge,
  Button,
  createTheme,
  Drawer,
  Menu,
  Modal,
  NavLink,
  Notification,
  NumberInput,
  Radio,
  Select,
  Table,
  Textarea,
  TextInput,
} from '@mantine/core';
import { i18n } from './locales/i18n';

const closeButton = { 'aria-label': i18n.t('common.close') };
// The heading of a dialog is not the banner of the page.
const dialogHeading = { header: { role: 'presentation' } };
const dense = { defaultProps: { size: 'sm' } };

/** Defaults of components; colours are in theme.css. */
export const theme = createTheme({
  respectReducedMotion: true,
  components: {
    // Only what has just gone wrong interrupts those who hear the page; it says so itself.
    Alert: Alert.extend({ defaultProps: { variant: 'light', role: 'note' } }),
    Anchor: Anchor.extend({ defaultProps: { size: 'sm', underline: 'always' } }),
    Badge: Badge.extend({ defaultProps: { variant: 'light', radius: 'sm' } }),
    Button: Button.extend({ defaultProps: { size: 'sm' } }),
    Drawer: Drawer.extend({
      defaultProps: { lockScroll: false, closeButtonProps: closeButton, attributes: dialogHeading },
    }),
    // Its placeholder for the focus is a child that a menu may not have.
    Menu: Menu.extend({ defaultProps: { withInitialFocusPlaceholder: false } }),
    // Locking the page's scroll writes a style at run time, which the server's policy forbids.
    Modal: Modal.extend({
      defaultProps: {
        lockScroll: false,
        centered: true,
        closeButtonProps: closeButton,
        attributes: dialogHeading,
      },
    }),
    NavLink: NavLink.extend({ defaultProps: { py: 6 } }),
    Notification: Notification.extend({ defaultProps: { closeButtonProps: closeButton } }),
    NumberInput: NumberInput.extend(dense),
    Radio: Radio.extend(dense),
    Select: Select.extend({ defaultProps: { size: 'sm', allowDeselect: false } }),
    Table: Table.extend({ defaultProps: { verticalSpacing: 6, horizontalSpacing: 'sm' } }),
    Textarea: Textarea.extend({ defaultProps: { size: 'sm', autosize: true, minRows: 2 } }),
    TextInput: TextInput.extend(dense),
  },
});
