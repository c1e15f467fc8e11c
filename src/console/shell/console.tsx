import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { App, ConfigProvider } from 'antd';
import enUS from 'antd/locale/en_US';
import zhCN from 'antd/locale/zh_CN';
import { useEffect, useMemo, useState } from 'react';
import { BrowserRouter } from 'react-router';
import { Problem } from '../api/problem.ts';
import { keepLanguage, keptLanguage, type Language, LanguageContext } from '../session/language.ts';
import { SessionProvider } from '../session/session-provider.tsx';
import { AllRoutes } from './all-routes.tsx';
import { giveStylesNonce } from './style-nonce.ts';
import { THEME } from './theme.ts';

const nonce = document.querySelector<HTMLMetaElement>('meta[name=csp-nonce]')?.content ?? '';
giveStylesNonce(nonce);

/** Whoever asked their system for less motion gets none. */
const STILL = matchMedia('(prefers-reduced-motion: reduce)').matches;

const MOST_TRIES = 2;

/** The whole console. */
export function Console() {
  const [language, setLanguage] = useState<Language>(keptLanguage);
  const [queries] = useState(makeQueries);
  useEffect(() => {
    document.documentElement.lang = language === 'zh' ? 'zh-CN' : 'en';
  }, [language]);
  const choice = useMemo(
    () => ({
      language,
      choose: (next: Language) => {
        keepLanguage(next);
        setLanguage(next);
        // What the service said in words, it says again in the other language.
        void queries.invalidateQueries();
      },
    }),
    [language, queries],
  );
  return (
    <LanguageContext value={choice}>
      <ConfigProvider
        locale={language === 'zh' ? zhCN : enUS}
        theme={STILL ? { ...THEME, token: { ...THEME.token, motion: false } } : THEME}
        csp={{ nonce }}
        button={{ autoInsertSpace: false }}
      >
        <App style={{ height: '100%' }}>
          <QueryClientProvider client={queries}>
            <BrowserRouter>
              <SessionProvider>
                <AllRoutes />
              </SessionProvider>
            </BrowserRouter>
          </QueryClientProvider>
        </App>
      </ConfigProvider>
    </LanguageContext>
  );
}

function makeQueries(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      // Without a network a page says so; to wait for one in silence looks like a page that is broken.
      mutations: { networkMode: 'always' },
      queries: {
        networkMode: 'always',
        staleTime: 10_000,
        // A refusal stays one however often it is asked for; a network or a busy service may come back.
        retry: (failures, error) =>
          failures < MOST_TRIES && error instanceof Problem && (error.status === 0 || error.status === 503),
      },
    },
  });
}
