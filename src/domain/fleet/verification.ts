/** From which day of first registration (初次登记日期) a diesel vehicle has at least which China stage; in order of days. */
export type StageByRegistration = readonly { readonly from: string; readonly stage: number }[];
