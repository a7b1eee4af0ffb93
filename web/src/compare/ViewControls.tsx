import { Button, Group, Kbd, SegmentedControl, Slider, Stack, Switch, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import classes from './compare.module.css';
import type { Change, View } from './view';

type Properties = { view: View; onChange: (change: Change) => void };

const MODES = ['SIDE', 'SWIPE', 'BLINK'] as const;
const KEY_LIST = [
  ['zoom', ['+', '−']],
  ['pan', ['←', '→', '↑', '↓']],
  ['reset', ['0']],
  ['modes', ['1', '2', '3']],
  ['swipe', [',', '.']],
  ['brightness', ['b', 'B']],
  ['contrast', ['c', 'C']],
  ['landmarks', ['l']],
] as const;

/** The same as the keys, for the hand, and the list of keys. */
export function ViewControls({ view, onChange }: Properties) {
  const { t } = useTranslation();
  return (
    <Stack gap="sm">
      <Group gap="md">
        <SegmentedControl
          size="xs"
          aria-label={t('compare.mode')}
          value={view.mode}
          data={MODES.map((mode) => ({ value: mode, label: t(`compare.modes.${mode}`) }))}
          onChange={(value) => {
            const mode = MODES.find((one) => one === value);
            if (mode !== undefined) onChange({ kind: 'set', change: { mode } });
          }}
        />
        <Group gap={4}>
          <Button
            size="xs"
            variant="default"
            aria-label={t('compare.zoomOut')}
            onClick={() => onChange({ kind: 'zoom', factor: 0.8 })}
          >
            −
          </Button>
          <Text size="sm" w="3.2rem" ta="center">
            {Math.round(view.zoom * 100)} %
          </Text>
          <Button
            size="xs"
            variant="default"
            aria-label={t('compare.zoomIn')}
            onClick={() => onChange({ kind: 'zoom', factor: 1.25 })}
          >
            +
          </Button>
        </Group>
        <Switch
          label={t('compare.landmarks')}
          checked={view.landmarks}
          onChange={() => onChange({ kind: 'landmarks' })}
        />
        <Button size="xs" variant="default" onClick={() => onChange({ kind: 'reset' })}>
          {t('compare.reset')}
        </Button>
      </Group>
      <Group grow>
        <Adjust name="brightness" least={0.3} most={3} view={view} onChange={onChange} />
        <Adjust name="contrast" least={0.3} most={3} view={view} onChange={onChange} />
        {view.mode === 'SWIPE' && <Adjust name="swipe" least={0} most={1} view={view} onChange={onChange} />}
      </Group>
      <ul className={classes.keys} id="compare-keys" aria-label={t('compare.keys')}>
        {KEY_LIST.map(([name, keys]) => (
          <li key={name}>
            {keys.map((key) => (
              <Kbd key={key} size="xs" mr={2}>
                {key}
              </Kbd>
            ))}{' '}
            {t(`compare.key.${name}`)}
          </li>
        ))}
      </ul>
    </Stack>
  );
}

type AdjustProperties = Properties & {
  name: 'brightness' | 'contrast' | 'swipe';
  least: number;
  most: number;
};

function Adjust({ name, least, most, view, onChange }: AdjustProperties) {
  const { t } = useTranslation();
  return (
    <div>
      <Text size="xs">{t(`compare.adjust.${name}`)}</Text>
      <Slider
        size="sm"
        min={least}
        max={most}
        step={0.05}
        label={(value) => `${Math.round(value * 100)} %`}
        thumbLabel={t(`compare.adjust.${name}`)}
        value={view[name]}
        onChange={(value) => onChange({ kind: 'set', change: { [name]: value } })}
      />
    </div>
  );
}
