import { Button, Typography } from 'antd';
import { useNavigate } from 'react-router';
import type { Row } from '../../api/client.ts';
import { Plate } from '../../parts/tags.tsx';
import { useT, w } from '../../session/language.ts';
import { holdPlate } from '../parts/plate-in-hand.ts';
import { urlOf } from '../parts/url-of.ts';

export type Violator = Row<'/api/v1/violators'>;

const W = {
  open: w('查看违规', 'Violations'),
  unnamed: w('名称不详', 'Unnamed'),
};

/** What tells one violator from the others of a list. */
export function keyOf(one: Violator): string {
  if ('plate' in one) return `${one.plate} ${one.plateColour ?? ''}`;
  if ('enterpriseId' in one) return one.enterpriseId;
  if ('organisationId' in one) return one.organisationId;
  return `${one.seller.name} ${one.seller.creditCode ?? ''}`;
}

const nameOf = (one: Violator): string =>
  'plate' in one ? one.plate : 'seller' in one ? one.seller.name : (one.name ?? keyOf(one));

export function ViolatorName({ of: one }: { readonly of: Violator }) {
  const t = useT();
  if ('plate' in one) return <Plate plate={one.plate} colour={one.plateColour} />;
  if ('seller' in one)
    return (
      <span>
        <strong>{one.seller.name}</strong>
        {one.seller.creditCode && <Typography.Text type="secondary"> {one.seller.creditCode}</Typography.Text>}
      </span>
    );
  return <strong>{one.name ?? t(W.unnamed)}</strong>;
}

type Narrowed = {
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  readonly clause?: string | undefined;
  readonly countyCode?: string | undefined;
};

/** To the violations of one, narrowed as the list was. A plate goes along beside the address, never in it. */
export function ViolationsLink({ of: one, narrowed }: { readonly of: Violator; readonly narrowed: Narrowed }) {
  const t = useT();
  const go = useNavigate();
  const open = () => {
    if ('plate' in one) {
      const { plate, plateColour } = one;
      return go(urlOf('/violations', narrowed), {
        state: holdPlate({ plate, ...(plateColour ? { plateColour } : {}) }),
      });
    }
    if ('enterpriseId' in one) return go(urlOf('/violations', { ...narrowed, enterpriseId: one.enterpriseId }));
    if ('organisationId' in one) return go(urlOf('/violations', { ...narrowed, organisationId: one.organisationId }));
    return go(urlOf('/violations', { ...narrowed, kind: 'non_china_vi_sale', sellerName: one.seller.name }));
  };
  return (
    <Button type="primary" ghost onClick={() => void open()} aria-label={`${t(W.open)} ${nameOf(one)}`}>
      {t(W.open)}
    </Button>
  );
}
