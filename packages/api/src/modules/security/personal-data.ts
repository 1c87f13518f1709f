import { ROWS_A_PAGE } from '../../platform/files/personal-data.ts'
import type { PersonalData, PersonIn, ReadRows } from '../../platform/files/personal-data.ts'

const websites: ReadRows<PersonIn> = ({ db, userId }, after) =>
  db
    .selectFrom('securitySite')
    .select(['id', 'host', 'createdAt'])
    .where('createdById', '=', userId)
    .where('id', '>', after)
    .orderBy('id')
    .limit(ROWS_A_PAGE)
    .execute()

export const securityPersonalData: PersonalData = {
  files: [{ name: 'websites.json', about: 'websites you added to be scanned', read: websites }],
  leftOut: [
    {
      tables: ['security_scan', 'security_observation', 'security_finding', 'security_schedule'],
      why: 'what was seen of websites of the organization',
    },
    { tables: ['security_mute'], why: 'which findings the organization leaves alone, and why' },
  ],
}
