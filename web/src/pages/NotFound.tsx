import { Anchor } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { PageHead } from '../components/PageHead';

export function NotFound() {
  const { t } = useTranslation();
  return (
    <>
      <PageHead title={t('notFound.title')} note={t('notFound.text')} />
      <Anchor component={Link} to="/">
        {t('nav.desk')}
      </Anchor>
    </>
  );
}
