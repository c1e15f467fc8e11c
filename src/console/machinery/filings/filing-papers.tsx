import { PrinterOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { Alert, Flex, Typography } from 'antd';
import { api, type Schema, told } from '../../api/client.ts';
import { Download } from '../../parts/download.tsx';
import { LoadedPhoto } from '../../parts/photos/loaded-photo.tsx';
import { Section } from '../../parts/section.tsx';
import { useT, w } from '../../session/language.ts';

const W = {
  title: w('打印', 'Print'),
  receipt: w('打印回执', 'Receipt (PDF)'),
  slip: w('打印进场凭证', 'Site-entry slip (PDF)'),
  code: w('进场凭证二维码', 'QR code of the slip'),
  codeNote: w(
    '检查人员扫码可核对真伪。打印后张贴在机械上，或存在手机里出示。',
    'Inspectors scan it. Print it for the machine, or show it on a phone.',
  ),
  later: w(
    '县区受理后可打印进场凭证和二维码。',
    'The slip and its code can be printed once the county accepted the filing.',
  ),
  refused: w('暂不能打印进场凭证', 'The slip cannot be printed now'),
  save: w('保存二维码图片', 'Save the code'),
};

/** What can be printed of a filing: its receipt always, its slip with the code while it is accepted and the machine has not left. */
export function FilingPapers({ filing }: { readonly filing: Schema<'Filing'> }) {
  const t = useT();
  const { id, status, exitedAt } = filing;
  const path = `/api/v1/filings/${id}`;
  const open = status === 'accepted' && exitedAt === undefined;
  // A prohibition, say, keeps the slip from an accepted filing: the service tells why.
  const issued = useQuery({
    queryKey: ['filings', id, 'slip'],
    queryFn: () => told(api.GET('/api/v1/filings/{id}/slip', { params: { path: { id }, query: { format: 'json' } } })),
    enabled: open,
    retry: false,
  });
  const slip = open && issued.data !== undefined;
  return (
    <Section title={t(W.title)}>
      <Flex gap={8} wrap>
        <Download path={`${path}/receipt`} fileName={`receipt-${id}.pdf`} size="large" icon={<PrinterOutlined />}>
          {t(W.receipt)}
        </Download>
        {slip && (
          <Download
            path={`${path}/slip`}
            fileName={`slip-${id}.pdf`}
            size="large"
            type="primary"
            icon={<PrinterOutlined />}
          >
            {t(W.slip)}
          </Download>
        )}
      </Flex>
      {open && issued.error && (
        <Alert
          type="warning"
          showIcon
          title={t(W.refused)}
          description={issued.error.message}
          style={{ marginTop: 16 }}
        />
      )}
      {slip ? (
        <Flex gap={16} wrap align="center" style={{ marginTop: 16 }}>
          <LoadedPhoto path={`${path}/slip?format=svg`} alt={t(W.code)} style={{ width: 180, height: 180 }} />
          <Flex vertical gap={8} align="flex-start" style={{ flex: '1 1 160px' }}>
            <span>{t(W.codeNote)}</span>
            <Download path={`${path}/slip?format=png`} fileName={`slip-${id}.png`}>
              {t(W.save)}
            </Download>
          </Flex>
        </Flex>
      ) : (
        status === 'submitted' && (
          <Typography.Paragraph type="secondary" style={{ margin: '12px 0 0' }}>
            {t(W.later)}
          </Typography.Paragraph>
        )
      )}
    </Section>
  );
}
