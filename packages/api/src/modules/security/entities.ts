import type { EntityDeclaration } from '../../platform/catalog/entities.ts'
import type { FindDeclaration } from '../../platform/catalog/find.ts'
import type { Site } from './sites/schema.ts'

const permission = 'security.site.read'

const findSite: FindDeclaration<Site> = {
  path: 'modules.security.sites.list',
  words: 'search',
  row: ({ id, host, grade }) => ({
    id,
    name: host,
    detail: grade === null ? 'not scanned yet' : `grade ${grade}`,
  }),
}

export const securityEntities = {
  security_site: {
    noun: 'Website',
    synonyms: ['site', 'web site', 'webpage', 'homepage', 'domain'],
    find: findSite,
    link: '/o/{org}/security/{id}',
    names: (db, ids) =>
      db.selectFrom('securitySite').select(['id', 'host as name']).where('id', 'in', ids).execute(),
    permission,
    ofPerson: { file: 'websites.json', whenTheyLeave: 'kept' },
    target: 'site',
    verbs: {
      'security.site.added': 'added [the website ]{site}',
      'security.site.proved': 'proved that {site} is theirs',
      'security.site.unproved': 'found no proof any more at {site}',
      'security.site.examined': 'looked for the proof at {site}',
      'security.site.held': 'could not scan {site}',
      'security.site.scanned': 'had {site} scanned',
      'security.site.scheduled': 'set up a weekly scan of {site}',
      'security.site.unscheduled': 'ended the weekly scan of {site}',
      'security.site.reported': 'made a report on {site}',
      'security.site.removed': 'removed a website',
    },
    example: async (call) =>
      ((await call('modules.security.sites.add', { address: `site-${Date.now()}.example` })) as Site).id,
  },
  security_finding: {
    noun: 'Finding',
    synonyms: ['weakness', 'vulnerability', 'security problem'],
    link: '/o/{org}/security?finding={id}',
    names: async (db, ids) => {
      const rows = await db
        .selectFrom('securityFinding')
        .select(['id', 'title as name', 'siteId'])
        .where('id', 'in', ids)
        .execute()
      return rows.map(({ id, name, siteId }) => ({
        id,
        name,
        partOf: { entity: 'security_site', id: siteId },
      }))
    },
    permission,
    ofPerson: { none: 'what a scan found on a website of the organization' },
    target: 'finding',
    verbs: {
      'security.finding.muted': 'muted {finding}',
      'security.finding.unmuted': 'unmuted {finding}',
      'security.finding.tasked': 'made a task of {finding}',
    },
  },
  security_scan: {
    noun: 'Scan',
    permission,
    names: async (db, ids) => {
      const rows = await db
        .selectFrom('securityScan as c')
        .innerJoin('securitySite as s', 's.id', 'c.siteId')
        .select(['c.id', 's.host as name', 'c.siteId'])
        .where('c.id', 'in', ids)
        .execute()
      return rows.map(({ id, name, siteId }) => ({
        id,
        name,
        partOf: { entity: 'security_site', id: siteId },
      }))
    },
    ofPerson: { none: 'what was seen of a website of the organization' },
  },
} as const satisfies Record<string, EntityDeclaration>
