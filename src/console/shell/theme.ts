import type { ThemeConfig } from 'antd';

/** Colours dark enough to be read on white and on their own tints (WCAG AA), which the kit's are not everywhere. */
export const THEME: ThemeConfig = {
  token: {
    colorPrimary: '#0b5f57',
    colorInfo: '#0958d9',
    colorSuccess: '#1b6e2c',
    colorWarning: '#8f4700',
    colorError: '#b42318',
    colorLink: '#0b5f57',
    // The kit's own tints of colours this dark are murky.
    colorPrimaryBg: '#e3f1ee',
    colorPrimaryBgHover: '#d3e8e4',
    colorPrimaryBorder: '#9fcac3',
    colorInfoBg: '#eaf2ff',
    colorInfoBorder: '#a9c8f7',
    colorSuccessBg: '#e9f6ec',
    colorSuccessBorder: '#a5d4b0',
    colorWarningBg: '#fff4e5',
    colorWarningBorder: '#f0c48a',
    colorErrorBg: '#fdeceb',
    colorErrorBorder: '#f3b3ad',
    colorTextSecondary: 'rgba(0, 0, 0, 0.68)',
    colorTextTertiary: 'rgba(0, 0, 0, 0.62)',
    colorTextDescription: 'rgba(0, 0, 0, 0.62)',
    colorTextPlaceholder: 'rgba(0, 0, 0, 0.56)',
    colorBgLayout: '#f4f6f6',
    borderRadius: 8,
    fontFamily: '"PingFang SC", "Microsoft YaHei", "Noto Sans SC", "Noto Sans CJK SC", system-ui, sans-serif',
  },
  components: {
    Layout: { siderBg: '#ffffff', headerBg: '#ffffff', headerHeight: 56, headerPadding: '0 16px' },
    Menu: { itemBorderRadius: 8, activeBarBorderWidth: 0 },
    Progress: { defaultColor: '#0b5f57' },
  },
};
