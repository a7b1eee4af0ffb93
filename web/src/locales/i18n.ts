import i18n from 'i18next';
import { initReactI18next } from 'react-i18next';
import en from './en.json';

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'en';
    resources: { en: typeof en };
  }
}

void i18n.use(initReactI18next).init({
  lng: 'en',
  fallbackLng: 'en',
  defaultNS: 'en',
  resources: { en: { en } },
  interpolation: { escapeValue: false },
  initAsync: false,
});

export { i18n };
