import type { Message } from '../domain/failure.ts';
import type { DeviceProtocol } from '../domain/gates/device.ts';

/** Shell variables that the lines below use: this service's address, and the moment in the forms that cameras write. */
export const SHELL = `REGISTRY=http://127.0.0.1:3000
NOW=$(date +%s)
LOCAL=$(TZ=Asia/Shanghai date '+%F %T')
DIGITS=$(TZ=Asia/Shanghai date +%Y%m%d%H%M%S)`;

export type Example = {
  readonly protocol: DeviceProtocol | 'api';
  readonly title: Message;
  /** A line for a POSIX shell. */
  readonly curl: string;
  /** What it is answered, to the byte; `<…>` stands for what differs from call to call. */
  readonly reply: string;
  /** How the reply would open, or why it cannot. */
  readonly opens: Message;
};

const NEVER: Message = {
  en: 'A reply of this protocol never opens; the camera or its gate computer has to ask by itself.',
  zh: '该协议的应答不控制道闸。',
};
const opens = (word: string): Message => ({ en: `Opens the barrier: ${word}`, zh: `抬杆指令：${word}` });

/** One line for each protocol, all of 晋C00001, which may pass. */
export const EXAMPLES: readonly Example[] = [
  {
    protocol: 'hikvision',
    title: { en: 'Hikvision ISAPI', zh: '海康威视 ISAPI' },
    curl: `curl -sS -H 'Content-Type: application/xml' --data-binary '<EventNotificationAlert version="2.0" xmlns="http://www.isapi.org/ver20/XMLSchema"><macAddress>02:00:00:00:00:01</macAddress><dateTime>'"$LOCAL"'</dateTime><eventType>ANPR</eventType><eventState>active</eventState><ANPR><licensePlate>黄晋C00001</licensePlate><line>1</line><confidenceLevel>97</confidenceLevel><plateColor>yellow</plateColor></ANPR><UUID>00000000-0000-0000-0000-000000000001</UUID></EventNotificationAlert>' $REGISTRY/ingest/sandbox/hikvision`,
    reply: '',
    opens: NEVER,
  },
  {
    protocol: 'dahua',
    title: { en: 'Dahua ITSAPI', zh: '大华 ITSAPI' },
    curl: `curl -sS -H 'Content-Type: application/json' -d '{"Picture":{"Plate":{"IsExist":true,"PlateNumber":"晋C00001","PlateColor":"Yellow","Confidence":230,"UploadNum":1,"Channel":0},"SnapInfo":{"AccurateTime":"'"$LOCAL"'.000","LanNo":1,"DeviceID":"00000000-0000-0000-0000-000000000001"}}}' $REGISTRY/ingest/sandbox/dahua/NotificationInfo/TollgateInfo`,
    reply:
      '{"Result":true,"DeviceID":"00000000-0000-0000-0000-000000000001","PlateNumber":"晋C00001","AllowUser":true,"BlockUser":false,"OpenStrobe":true}',
    opens: opens('"OpenStrobe":true'),
  },
  {
    protocol: 'gat1400',
    title: { en: 'GA/T 1400 VIID', zh: 'GA/T 1400 视图库' },
    curl: `curl -sS -H 'Content-Type: application/VIID+JSON;charset=UTF-8' -H 'User-Identify: 14030200001190000001' -d '{"MotorVehicleListObject":{"MotorVehicleObject":[{"MotorVehicleID":"140302000011900000010220220103081530000010200001","InfoKind":1,"TollgateID":"14030200001210000001","DeviceID":"14030200001190000001","LaneNo":1,"HasPlate":true,"PlateClass":"01","PlateColor":"6","PlateNo":"晋C00001","PassTime":"'$DIGITS'"}]}}' $REGISTRY/ingest/sandbox/gat1400/VIID/MotorVehicles`,
    reply:
      '{"ResponseStatusListObject":{"ResponseStatusObject":[{"Id":"140302000011900000010220220103081530000010200001","RequestURL":"/VIID/MotorVehicles","StatusCode":0,"StatusString":"OK","LocalTime":"<yyyyMMddHHmmss>"}]}}',
    opens: NEVER,
  },
  {
    protocol: 'vzenith',
    title: { en: 'VZ (Vzenith)', zh: '臻识' },
    curl: `curl -sS -H 'Content-Type: application/Json' -H 'Expect:' --data-binary '{"AlarmInfoPlate":{"channel":0,"deviceName":"IVS","ipaddr":"192.0.2.10","serialno":"00000000-00000001","result":{"PlateResult":{"license":"晋C00001","colorType":2,"type":3,"confidence":97,"triggerType":8,"plateid":21085,"isoffline":0,"timeStamp":{"Timeval":{"sec":'$NOW',"usec":0}}}}}}' $REGISTRY/ingest/sandbox/vzenith`,
    reply: '{"Response_AlarmInfoPlate":{"info":"ok","plateid":21085}}',
    opens: opens('"info":"ok"'),
  },
  {
    protocol: 'qianyi',
    title: { en: 'QianYi (Alphadigi)', zh: '千熠' },
    curl: `curl -sS -H 'Content-Type: application/json' -d '{"AlarmInfoPlate":{"channel":0,"deviceName":"CAM","ipaddr":"192.0.2.11","serialno":"00000000000000000000000000000001","result":{"PlateResult":{"license":"晋C00001","colorType":2,"type":3,"confidence":97,"triggerType":2,"timeStamp":{"Timeval":{"sec":'$NOW',"usec":0}}}}}}' $REGISTRY/ingest/sandbox/qianyi`,
    reply: '{"Response_AlarmInfoPlate":{"info":"ok","content":"retransfer_stop","is_pay":"true","serialData":[]}}',
    opens: opens('"info":"ok"'),
  },
  {
    protocol: 'hxzx',
    title: { en: 'HXZX', zh: '华夏智信' },
    curl: `curl -sS -d 'type=online&cam_id=C0001&cam_ip=192.0.2.12&vdc_type=in&confidence=97' --data-urlencode 'plate_color=黄' --data-urlencode 'plate_num=晋C00001' -d start_time=$NOW $REGISTRY/ingest/sandbox/hxzx`,
    reply: '{"error_num":0,"error_str":"noerror","gpio_data":[{"ionum":"io1","action":"on"}]}',
    opens: opens('"gpio_data":[{"ionum":"io1","action":"on"}]'),
  },
  {
    protocol: 'plain',
    title: { en: 'Plain form for gate computers', zh: '门禁电脑统一报文' },
    curl: `curl -sS -H 'Content-Type: application/json' -d '{"type":"pass","serial":"20220103-000017","passTime":"'"$LOCAL"'","plate":"晋C00001","plateColour":"yellow","cargo":{"name":"煤炭","quantity":32.5,"unit":"吨（T）"}}' $REGISTRY/ingest/sandbox/plain`,
    reply: '{"ok":true,"open":true,"reason":""}',
    opens: opens('"open":true'),
  },
  {
    protocol: 'api',
    title: { en: 'JSON API, POST /api/v1/passages', zh: 'JSON 接口 POST /api/v1/passages' },
    curl: `curl -sS -H 'Content-Type: application/json' -d '{"eventId":"C1-20220103-000017","passedAt":"2022-01-03T08:15:30+08:00","direction":"in","plate":"晋C00001","plateColour":"yellow"}' $REGISTRY/api/v1/sandbox/passages`,
    reply:
      '{"id":"<uuid>","eventId":"C1-20220103-000017","duplicate":false,"outcome":"compliant","basis":"verified","gateAction":"open","decisions":[<…>],"violations":[],"findings":[]}',
    opens: {
      en: 'The gate computer decides by `gateAction` and `outcome`.',
      zh: '由门禁电脑按 gateAction 与 outcome 决定。',
    },
  },
];

/** The event ids (固定事件编号) by which the JSON API gives each answer and error. */
export const SANDBOX_EVENTS: readonly { readonly eventId: string; readonly gives: Message }[] = [
  { eventId: 'sandbox-200', gives: { en: '200, known already', zh: '200 重复上报' } },
  { eventId: 'sandbox-401', gives: { en: '401, as without a valid token', zh: '401 令牌无效' } },
  {
    eventId: 'sandbox-409',
    gives: { en: '409, as with other content under the same eventId', zh: '409 同一编号内容不同' },
  },
  { eventId: 'sandbox-413', gives: { en: '413, as with a body above 2 MiB', zh: '413 请求体过大' } },
  { eventId: 'sandbox-415', gives: { en: '415, as with another Content-Type', zh: '415 媒体类型错误' } },
  { eventId: 'sandbox-429', gives: { en: '429 with Retry-After', zh: '429 请求过快，见 Retry-After' } },
];
