import { ImportOutlined } from '@ant-design/icons';
import { Button, Flex, Select } from 'antd';
import { Link } from 'react-router';
import { legalDayOf } from '../../../domain/time.ts';
import { Page } from '../../parts/page.tsx';
import { useUrlFilters } from '../../parts/url-filters.ts';
import { useT, w } from '../../session/language.ts';
import { useMay, useMe } from '../../session/session-provider.tsx';
import { FilterBar } from '../parts/filter-bar.tsx';
import { monthOptions } from '../parts/months.ts';
import { Choice, CountyPicker, EnterprisePicker, Labelled } from '../parts/pickers.tsx';
import { MODE_WORDS, optionsOf } from '../parts/words.ts';
import { AddRecord } from './add-record.tsx';
import { CleanRecords } from './clean-records.tsx';
import { CleanShare } from './clean-share.tsx';
import { EnterpriseShares } from './enterprise-shares.tsx';

const W = {
  title: w('清洁运输', 'Clean transport'),
  month: w('月份', 'Month'),
  mode: w('运输方式', 'Mode'),
  import: w('批量导入', 'Import a table'),
};

const FILTERS = ['month', 'enterpriseId', 'countyCode', 'mode', 'fromMonth', 'toMonth'] as const;
export type CleanFilters = Partial<Record<(typeof FILTERS)[number], string>>;

/** A month's clean share, of one enterprise or of each, and what was moved other than by road. */
export function CleanMonth() {
  const t = useT();
  const me = useMe();
  const may = useMay();
  const [asked, set] = useUrlFilters(FILTERS);
  const month = asked.month ?? asked.toMonth ?? legalDayOf(Date.now()).slice(0, 7);
  const own = me.role === 'enterprise' ? (me.organisationId ?? undefined) : undefined;
  const enterpriseId = own ?? asked.enterpriseId;
  const span =
    asked.month || !asked.fromMonth ? { month } : { fromMonth: asked.fromMonth, toMonth: asked.toMonth ?? month };
  const list = { ...span, enterpriseId, countyCode: asked.countyCode, mode: asked.mode };
  return (
    <Page
      title={W.title}
      actions={
        may('clean-transport.write') && (
          <>
            <AddRecord month={month} enterpriseId={enterpriseId} />
            <Link to={`/clean-transport/import${enterpriseId ? `?enterpriseId=${enterpriseId}` : ''}`}>
              <Button icon={<ImportOutlined />} tabIndex={-1}>
                {t(W.import)}
              </Button>
            </Link>
          </>
        )
      }
    >
      <FilterBar>
        <Labelled label={t(W.month)}>
          <Select
            showSearch
            aria-label={t(W.month)}
            value={month}
            options={monthOptions()}
            onChange={(next) => set({ month: next, fromMonth: undefined, toMonth: undefined })}
            style={{ width: '100%' }}
          />
        </Labelled>
        <CountyPicker value={asked.countyCode} onChange={(countyCode) => set({ countyCode })} />
        <EnterprisePicker value={enterpriseId} onChange={(next) => set({ enterpriseId: next })} />
        <Choice
          label={t(W.mode)}
          value={asked.mode}
          onChange={(mode) => set({ mode })}
          options={optionsOf(MODE_WORDS, t)}
        />
      </FilterBar>
      <Flex vertical gap={16}>
        {enterpriseId ? (
          <CleanShare enterpriseId={enterpriseId} month={month} />
        ) : (
          <EnterpriseShares
            month={month}
            countyCode={asked.countyCode}
            onChoose={(id) => set({ enterpriseId: id, month })}
          />
        )}
        <CleanRecords filters={list} />
      </Flex>
    </Page>
  );
}
