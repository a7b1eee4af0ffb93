import { Alert, Button, Group, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Probe } from '../../api/types';
import classes from './FacePicker.module.css';

type Properties = {
  probe: Probe;
  chosen: number | undefined;
  onChoose: (face: number) => void;
  onAnother: () => void;
};

const percent = (part: number, whole: number) => `${(100 * part) / whole}%`;

/** The photo with the faces that were found on it; one is chosen. */
export function FacePicker({ probe, chosen, onChoose, onAnother }: Properties) {
  const { t } = useTranslation();
  const { width, height, faces } = probe;
  return (
    <Stack gap="sm">
      <Group justify="space-between">
        <Text size="sm" role="status">
          {t('photo.faces', { count: faces.length })}
        </Text>
        <Button variant="default" size="xs" onClick={onAnother}>
          {t('photo.another')}
        </Button>
      </Group>
      {faces.length === 0 && <Alert color="yellow">{t('photo.noFace')}</Alert>}
      <div className={classes.photo} role="radiogroup" aria-label={t('photo.pick')}>
        <img src={probe.image} alt={t('photo.alt')} />
        {faces.map(({ number, box, quality }) => (
          <button
            key={number}
            type="button"
            role="radio"
            aria-checked={number === chosen}
            aria-label={t('photo.face', { number, score: quality.score, verdict: quality.verdict })}
            className={classes.face}
            style={{
              left: percent(box.left, width),
              top: percent(box.top, height),
              width: percent(box.right - box.left, width),
              height: percent(box.bottom - box.top, height),
            }}
            onClick={() => onChoose(number)}
          >
            <span>{number}</span>
          </button>
        ))}
      </div>
      <Text size="xs" c="dimmed">
        {t('photo.facts', { width, height })} · SHA-256 {probe.sha256.slice(0, 16)}…
      </Text>
      {probe.remark != null && (
        <Text size="xs" role="note">
          {t('photo.remark', { remark: probe.remark })}
        </Text>
      )}
    </Stack>
  );
}
