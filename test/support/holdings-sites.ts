import type { Cast, Name, SIDES } from './cast.ts';
import { freshNumber, type Noun, newSite, type Row } from './holdings.ts';
import { freshCreditCode } from './world.ts';

/** A fictional zone far from every site of the tests. */
export const newZone = () => ({
  ...{ name: `低排放区 ${freshNumber()}`, document: '测试通告', citation: '第一条', from: '2030-01-01', minStage: '3' },
  area: {
    type: 'Polygon',
    coordinates: [
      [
        [10, 10],
        [10.1, 10],
        [10.1, 10.1],
        [10, 10.1],
        [10, 10],
      ],
    ],
  },
});

export const asking = (type: string, id: string) => ({
  ...{ subject: { type, id }, clauseOrOrder: '3.3', from: '2030-01-01', to: '2030-01-02', grounds: '抢险' },
});

/** A site of a contractor's, and an organisation of nobody's to be invited to it. */
export const inviting = async ({ must }: Cast, siteId: string) => {
  const creditCode = freshCreditCode('140302');
  const body = { kind: 'contractor', name: `分包 ${freshNumber()}`, creditCode, countyCode: '140302' };
  await must('admin', 'POST', '/organisations', body);
  return { siteId, creditCode, role: 'subcontractor' };
};

/** The credit code of the organisation of one of the cast. */
export async function creditCodeOf({ must, people }: Cast, name: Name): Promise<string> {
  const id = people[name].organisationId ?? '';
  return (await must<{ creditCode: string }>('admin', 'GET', `/organisations/${id}`)).creditCode;
}

type Side = (typeof SIDES)[number];

/** A published zone; invitations of each contractor to the other's site; what contractors and enterprises ask to be exempted from. */
export async function keepSites(
  cast: Cast,
  sides: readonly Side[],
  keep: (noun: Noun, row: Row) => Row,
): Promise<void> {
  const { must, people } = cast;
  for (const [index, { countyCode, contractor, enterprise }] of sides.entries()) {
    const zone = await must('city officer', 'POST', '/zones', newZone());
    await must('city officer', 'POST', `/zones/${zone.id}/publish`, {});
    keep('zone', { id: zone.id, owners: {}, by: 'city officer' });

    const { contractor: unit } = sides[(index + 1) % sides.length] ?? { contractor };
    const site = await must(contractor, 'POST', '/sites', newSite(countyCode));
    const organisations = [people[contractor].organisationId ?? '', people[unit].organisationId ?? ''];
    keep('site', {
      id: site.id,
      owners: { counties: [countyCode], organisations: organisations.slice(0, 1) },
      by: contractor,
    });
    const invitation = { siteId: site.id, creditCode: await creditCodeOf(cast, unit), role: 'subcontractor' };
    const invited = await must(contractor, 'POST', '/site-units', invitation);
    keep('site unit', {
      ...{ id: invited.id, owners: { counties: [countyCode], organisations }, by: contractor, siteId: site.id },
      parent: unit,
    });

    const asked = await must(contractor, 'POST', '/exemption-requests', asking('site', site.id));
    const owners = { counties: [countyCode], organisations: organisations.slice(0, 1) };
    keep('exemption request', { id: asked.id, owners, by: contractor });
    const enterpriseId = people[enterprise].organisationId ?? '';
    const ofEnterprise = { counties: [countyCode], organisations: [enterpriseId] };
    const self = await must(enterprise, 'POST', '/exemption-requests', asking('enterprise', enterpriseId));
    keep('exemption request', { id: self.id, owners: ofEnterprise, by: enterprise });
  }
}
