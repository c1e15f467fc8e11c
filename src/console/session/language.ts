import { createContext, use } from 'react';
import type { Message } from '../../domain/failure.ts';

export type Language = keyof Message;

const KEPT = 'language';

/** The language of this browser's user: Chinese unless English was chosen. */
export const keptLanguage = (): Language => (localStorage.getItem(KEPT) === 'en' ? 'en' : 'zh');

export const keepLanguage = (language: Language): void => localStorage.setItem(KEPT, language);

export const LanguageContext = createContext<{
  readonly language: Language;
  readonly choose: (language: Language) => void;
}>({ language: 'zh', choose: () => undefined });

export const useLanguage = () => use(LanguageContext);

/** Says a message in the reader's language: `const t = useT(); t(W.title)`. Words of the domain are messages too. */
export function useT(): (message: Message) => string {
  const { language } = useLanguage();
  return (message) => message[language];
}

/** A message, the Chinese first: `w('违法线索', 'Violations')`. */
export const w = (zh: string, en: string): Message => ({ zh, en });
