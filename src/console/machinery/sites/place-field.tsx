import { AimOutlined, CloseOutlined } from '@ant-design/icons';
import { Alert, Button, Flex, InputNumber, Typography } from 'antd';
import { useState } from 'react';
import type { Message } from '../../../domain/failure.ts';
import { useT, w } from '../../session/language.ts';

/** A place in degrees of WGS 84, at most six decimals. */
export type Place = { readonly longitude: number; readonly latitude: number };

const W = {
  here: w('用手机定位', 'Use my position'),
  again: w('重新定位', 'Locate again'),
  finding: w('正在定位…', 'Finding the position…'),
  clear: w('清除位置', 'Clear the position'),
  byHand: w('手工填写经纬度', 'Type the coordinates'),
  longitude: w('经度', 'Longitude'),
  latitude: w('纬度', 'Latitude'),
  exact: w('定位误差约', 'Exact to about'),
  metres: w('米', 'm'),
  why: w(
    '在工地现场定位最准。位置用于判断是否在低排放区内，可以不填。',
    'Best taken on the site itself. It tells whether the site lies in a low-emission zone, and may be left out.',
  ),
  denied: w(
    '未获得定位权限。请在浏览器设置中允许定位，或手工填写经纬度，也可以先不填。',
    'The browser may not use your position. Allow it in its settings, type the coordinates, or leave them out for now.',
  ),
  insecure: w(
    '当前网址不是加密连接（https），浏览器不允许定位。请手工填写经纬度，也可以先不填。',
    'This address is not encrypted (https), so the browser gives no position. Type the coordinates, or leave them out.',
  ),
  failed: w(
    '暂时无法定位。请到室外空旷处重试，或手工填写经纬度，也可以先不填。',
    'No position was found. Try again in the open, type the coordinates, or leave them out.',
  ),
};

const WAIT_MS = 15_000;
const rounded = (degrees: number): number => Math.round(degrees * 1e6) / 1e6;

/** Where a site lies: by the phone's own position, else by hand, else not told. A control of a form. */
export function PlaceField({
  value,
  onChange,
}: {
  readonly value?: Place | null;
  readonly onChange?: (place: Place | null) => void;
}) {
  const t = useT();
  const [finding, setFinding] = useState(false);
  const [refusal, setRefusal] = useState<Message>();
  const [metres, setMetres] = useState<number>();
  const [byHand, setByHand] = useState(false);
  const locate = () => {
    if (!isSecureContext || !('geolocation' in navigator)) {
      setRefusal(W.insecure);
      setByHand(true);
      return;
    }
    setFinding(true);
    setRefusal(undefined);
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => {
        setFinding(false);
        setMetres(Math.round(coords.accuracy));
        setHalf({});
        onChange?.({ longitude: rounded(coords.longitude), latitude: rounded(coords.latitude) });
      },
      ({ code, PERMISSION_DENIED }) => {
        setFinding(false);
        setRefusal(code === PERMISSION_DENIED ? W.denied : W.failed);
        setByHand(true);
      },
      { enableHighAccuracy: true, timeout: WAIT_MS, maximumAge: 60_000 },
    );
  };
  const [half, setHalf] = useState<Partial<Place>>({});
  const typed = (change: { readonly [Side in keyof Place]?: number | null }) => {
    setMetres(undefined);
    const { longitude, latitude } = { ...value, ...half, ...change };
    const given = { ...(longitude == null ? {} : { longitude }), ...(latitude == null ? {} : { latitude }) };
    setHalf(given);
    onChange?.(
      longitude == null || latitude == null ? null : { longitude: rounded(longitude), latitude: rounded(latitude) },
    );
  };
  return (
    <Flex vertical gap={8}>
      <Flex gap={8} wrap>
        <Button size="large" icon={<AimOutlined />} loading={finding} onClick={locate}>
          {t(finding ? W.finding : value ? W.again : W.here)}
        </Button>
        {!byHand && (
          <Button size="large" type="link" onClick={() => setByHand(true)}>
            {t(W.byHand)}
          </Button>
        )}
        {value && (
          <Button
            size="large"
            type="text"
            icon={<CloseOutlined />}
            onClick={() => {
              setHalf({});
              onChange?.(null);
            }}
          >
            {t(W.clear)}
          </Button>
        )}
      </Flex>
      {refusal && <Alert type="warning" showIcon title={t(refusal)} />}
      {byHand ? (
        <Flex gap={8} wrap>
          <InputNumber<number>
            size="large"
            aria-label={t(W.longitude)}
            prefix={t(W.longitude)}
            style={{ width: 200 }}
            min={-180}
            max={180}
            value={half.longitude ?? value?.longitude ?? null}
            onChange={(longitude) => typed({ longitude })}
          />
          <InputNumber<number>
            size="large"
            aria-label={t(W.latitude)}
            prefix={t(W.latitude)}
            style={{ width: 200 }}
            min={-90}
            max={90}
            value={half.latitude ?? value?.latitude ?? null}
            onChange={(latitude) => typed({ latitude })}
          />
        </Flex>
      ) : (
        value && (
          <span className="numbers">
            {t(W.longitude)} {value.longitude}，{t(W.latitude)} {value.latitude}
          </span>
        )
      )}
      {metres !== undefined && (
        <Typography.Text type="secondary">
          {t(W.exact)} {metres} {t(W.metres)}
        </Typography.Text>
      )}
      <Typography.Text type="secondary">{t(W.why)}</Typography.Text>
    </Flex>
  );
}
