import { PlusOutlined } from '@ant-design/icons';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { App, Button, Card, Flex, Typography, Upload } from 'antd';
import { sendEvidence } from '../../parts/uploads/send-evidence.ts';
import { useT, w } from '../../session/language.ts';
import { useMay } from '../../session/session-provider.tsx';
import { EvidencePhotos } from '../evidence-photos.tsx';

const W = {
  title: w('照片与附件', 'Photos and papers'),
  none: w('暂无照片。可上传行驶证、随车清单、环保标签等照片。', 'None yet: licence, vehicle list, label …'),
  add: w('上传照片或文件', 'Add a photo or a paper'),
  added: w('已上传', 'Added'),
};

const TAKEN = 'image/jpeg,image/png,image/webp,application/pdf';

/** Photos and papers about a vehicle; looking at one is recorded. */
export function VehiclePhotos({ vehicleId }: { readonly vehicleId: string }) {
  const t = useT();
  const may = useMay();
  const { message } = App.useApp();
  const queries = useQueryClient();
  const adding = useMutation({
    mutationFn: (file: File) => sendEvidence({ subjectType: 'vehicle', subjectId: vehicleId, kind: 'photo' }, file),
    onSuccess: () => {
      void message.success(t(W.added));
      void queries.invalidateQueries({ queryKey: ['evidence', 'vehicle', vehicleId] });
    },
    onError: (error) => void message.error(error.message),
  });
  const add = may('vehicle.update') && (
    <Upload
      accept={TAKEN}
      showUploadList={false}
      beforeUpload={(file) => {
        adding.mutate(file);
        return false;
      }}
    >
      <Button size="small" icon={<PlusOutlined />} loading={adding.isPending}>
        {t(W.add)}
      </Button>
    </Upload>
  );
  return (
    <Card
      size="small"
      extra={add}
      title={
        <Typography.Title level={2} style={{ fontSize: 16, margin: 0 }}>
          {t(W.title)}
        </Typography.Title>
      }
    >
      <Flex vertical gap={8}>
        <EvidencePhotos subjectType="vehicle" subjectId={vehicleId} none={W.none} />
      </Flex>
    </Card>
  );
}
