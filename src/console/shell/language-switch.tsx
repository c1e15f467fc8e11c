import { GlobalOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useLanguage } from '../session/language.ts';

/** Chinese or English; kept for this browser. */
export function LanguageSwitch() {
  const { language, choose } = useLanguage();
  const next = language === 'zh' ? 'en' : 'zh';
  return (
    <Button type="text" icon={<GlobalOutlined />} lang={next === 'zh' ? 'zh-CN' : 'en'} onClick={() => choose(next)}>
      {next === 'zh' ? '中文' : 'English'}
    </Button>
  );
}
