import { EditOutlined } from '@ant-design/icons';
import { Button, Drawer } from 'antd';
import { useState } from 'react';
import { useT, w } from '../../session/language.ts';
import { useMay } from '../../session/session-provider.tsx';
import type { Detail } from './passage-page.tsx';
import { PlateCorrectionForm } from './plate-correction-form.tsx';

const W = {
  correct: w('更正号牌', 'Correct the plate'),
  propose: w('申请更正号牌', 'Propose another plate'),
};

/** The way to put a plate right: officers do it, enterprises propose it. */
export function PlateCorrection({ passage, etag }: { readonly passage: Detail; readonly etag: string }) {
  const t = useT();
  const may = useMay();
  const [open, setOpen] = useState(false);
  const correct = may('reading.correct');
  if (!correct && !may('reading.propose')) return null;
  const title = t(correct ? W.correct : W.propose);
  return (
    <>
      <Button icon={<EditOutlined />} onClick={() => setOpen(true)}>
        {title}
      </Button>
      <Drawer title={title} open={open} onClose={() => setOpen(false)} size={560} destroyOnHidden>
        <PlateCorrectionForm {...{ passage, etag, correct }} onDone={() => setOpen(false)} />
      </Drawer>
    </>
  );
}
