import { Input } from 'antd';
import { useState } from 'react';
import { useT, w } from '../session/language.ts';

const W = {
  plate: w('按号牌查找', 'Find by plate'),
  hint: w('输入完整号牌，如 晋C12345', 'The whole plate, such as 晋C12345'),
  find: w('查找', 'Find'),
};

/** Asks for a plate; an emptied field asks for all again. */
export function PlateSearch({ onSearch }: { readonly onSearch: (plate: string) => void }) {
  const t = useT();
  const [text, setText] = useState('');
  return (
    <Input.Search
      allowClear
      aria-label={t(W.plate)}
      placeholder={t(W.hint)}
      enterButton={t(W.find)}
      value={text}
      maxLength={20}
      onChange={({ target }) => {
        setText(target.value);
        if (target.value === '') onSearch('');
      }}
      onSearch={(value) => onSearch(value.trim())}
      style={{ maxWidth: 340 }}
    />
  );
}
