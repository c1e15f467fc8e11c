import type { Cast, Name } from './cast.ts';
import { type Holdings, newFiling, newLorry, newSite, type Row } from './holdings.ts';
import { asking, creditCodeOf, inviting, newZone } from './holdings-sites.ts';
import { MISSING, type Plan } from './plans.ts';

/** How valid requests about sites' units, zones and exemptions asked for are made. */
export function sitePlans(cast: Cast, held: Holdings): Record<string, Plan> {
  const { must } = cast;
  const byId = ({ id }: Row) => ({ params: { id } });
  const withBody = (body: unknown) => (row: Row) => ({ ...byId(row), body });
  const plain: Plan = { request: () => ({}) };
  const sites = { rows: held.site, seenBy: () => 'site.read' as const };
  const zones = { rows: held.zone, seenBy: () => 'zone.read' as const };
  const requests = { rows: held['exemption request'], seenBy: () => 'exemption-request.read' as const };

  const newly = async ({ by, owners }: Row) =>
    (await must(by, 'POST', '/sites', newSite(owners.counties?.[0] ?? ''))).id;
  const another = async (row: Row): Promise<Row> => ({ ...row, id: await newly(row) });
  const closed = async (row: Row): Promise<Row> => {
    const site = await another(row);
    await must('admin', 'POST', `/sites/${site.id}/close`, {});
    return site;
  };
  const invited = async (row: Row): Promise<Row> => {
    const creditCode = await creditCodeOf(cast, row.parent as Name);
    const body = { siteId: await newly(row), creditCode, role: 'subcontractor' };
    return { ...row, id: (await must(row.by, 'POST', '/site-units', body)).id };
  };
  const units = { rows: held['site unit'], seenBy: () => 'site-unit.read' as const, fresh: invited };
  /** It is the unit that answers, not the organisation whose site it is. */
  const answers = {
    ...units,
    // The one that is for `contractor` to answer first: random requests are about the first row.
    rows: [...units.rows].reverse(),
    butNot: ({ organisationId }: { readonly organisationId?: string }, { owners }: Row) =>
      organisationId !== owners.organisations?.at(-1),
  };
  const drafted = async (row: Row): Promise<Row> => ({
    ...row,
    id: (await must('city officer', 'POST', '/zones', newZone())).id,
  });
  const published = async (row: Row): Promise<Row> => {
    const zone = await drafted(row);
    await must('city officer', 'POST', `/zones/${zone.id}/publish`, {});
    return zone;
  };
  const ask = async (by: Name, isContractor: boolean, countyCode = '140302') =>
    isContractor
      ? asking('site', (await must(by, 'POST', '/sites', newSite(countyCode))).id)
      : asking('vehicle', (await must(by, 'POST', '/vehicles', newLorry('declared'))).id);
  const asked = async (row: Row): Promise<Row> => {
    const isContractor = cast.people[row.by].role === 'contractor';
    const body = await ask(row.by, isContractor, row.owners.counties?.[0]);
    return { ...row, id: (await must(row.by, 'POST', '/exemption-requests', body)).id };
  };
  return {
    closeSite: { ...sites, fresh: another, request: withBody({}) },
    reopenSite: { ...sites, fresh: closed, request: withBody({}) },
    listFiledMachines: { ...sites, request: byId },
    checkFiling: {
      ...sites,
      request: ({ id }) => ({ body: newFiling(id, held.machine[0]?.id ?? MISSING) }),
    },
    addSiteUnit: { ...sites, request: async ({ id }) => ({ body: await inviting(cast, id) }) },
    listSiteUnits: plain,
    getSiteUnit: { ...units, request: byId },
    confirmSiteUnit: { ...answers, request: withBody({}) },
    declineSiteUnit: { ...answers, request: withBody({ reason: '未中标' }) },
    endSiteUnit: { ...units, request: withBody({ reason: '合同结束' }) },
    draftZone: { request: () => ({ body: newZone() }) },
    listZones: plain,
    mapZones: plain,
    getZone: { ...zones, request: byId },
    changeZone: { ...zones, fresh: drafted, request: withBody({ name: '改名' }) },
    publishZone: { ...zones, fresh: drafted, request: withBody({}) },
    endZone: { ...zones, fresh: published, request: withBody({ until: '2030-12-31', reason: '到期' }) },
    withdrawZone: { ...zones, fresh: drafted, request: withBody({ reason: '作废' }) },
    requestExemption: {
      request: async (_row, { name, role }) => ({
        body:
          role === 'contractor' || role === 'enterprise'
            ? await ask(name, role === 'contractor')
            : asking('site', MISSING),
      }),
    },
    listExemptionRequests: plain,
    getExemptionRequest: { ...requests, request: byId },
    grantExemptionRequest: { ...requests, fresh: asked, request: withBody({ reason: '情况属实' }) },
    refuseExemptionRequest: { ...requests, fresh: asked, request: withBody({ reason: '依据不足' }) },
    withdrawExemptionRequest: { ...requests, fresh: asked, request: withBody({}) },
    listPublicExemptions: plain,
  };
}
