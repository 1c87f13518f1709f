import { z } from 'zod'
import type { EventPayloads, EventSchemas } from '../../platform/events/topics.ts'
import { ScanKind, Severity } from './checks/schema.ts'
import { FindingId } from './findings/schema.ts'
import { ScanId } from './scans/schema.ts'
import { SiteId } from './sites/schema.ts'

const permission = 'security.site.read'
const ofSite = { siteId: SiteId, host: z.string() }
const ofFinding = { ...ofSite, findingId: FindingId, key: z.string(), severity: Severity, title: z.string() }

export const securityEvents = {
  'security.scanned': z
    .strictObject({ ...ofSite, scanId: ScanId, kind: ScanKind, grade: z.string().nullable() })
    .meta({ permission, title: 'Website scanned', description: 'A website was looked at and judged.' }),
  'security.grade.changed': z
    .strictObject({ ...ofSite, from: z.string(), to: z.string(), isWorse: z.boolean() })
    .meta({
      permission,
      title: 'Grade of a website changed',
      description: 'Two scans in a row gave another grade than before.',
    }),
  'security.finding.opened': z.strictObject(ofFinding).meta({
    permission,
    title: 'Something to mend on a website',
    description: 'Two scans in a row found the same matter.',
  }),
  'security.finding.closed': z.strictObject(ofFinding).meta({
    permission,
    title: 'Something on a website is mended',
    description: 'A scan looked again and the matter is gone.',
  }),
  'security.certificate.expiring': z.strictObject({ ...ofSite, until: z.iso.datetime() }).meta({
    permission,
    title: 'Certificate of a website runs out',
    description: 'Less than two weeks are left; told once for each certificate.',
  }),
  'security.schedule.held': z.strictObject({ ...ofSite, because: z.string() }).meta({
    permission,
    title: 'Scans of a website are held',
    description: 'Its weekly scan could not be done, and why.',
  }),
  'security.schedule.resumed': z.strictObject(ofSite).meta({
    permission,
    title: 'Scans of a website go on',
    description: 'Its weekly scan is done again.',
  }),
} as const satisfies EventSchemas

type SecurityEvents = EventPayloads<typeof securityEvents>

declare module '../../platform/events/topics.ts' {
  // oxlint-disable-next-line typescript/no-empty-interface, typescript/no-empty-object-type -- declaration merging
  interface ModuleEvents extends SecurityEvents {}
}
