import { z } from 'zod'
import { entityId } from '../../../shared/ids.ts'
import { listInput, listOutput } from '../../../shared/list.ts'
import { mutationInput } from '../../../shared/mutation.ts'
import { line, searchPhrase } from '../../../shared/text.ts'
import { Instant } from '../../../shared/time.ts'
import { ScanKind } from '../checks/schema.ts'

export const SiteId = entityId('security_site')

export const ProofKind = z.enum(['dns', 'file', 'meta'])
export type ProofKind = z.infer<typeof ProofKind>

export const SiteSchedule = z.strictObject({
  kind: ScanKind,
  weekday: z.int().min(1).max(7).meta({ description: '1 = Monday' }),
  nextAt: Instant,
  held: z.string().nullable().meta({ description: 'Why nothing is scanned; null while it is' }),
})
export type SiteSchedule = z.infer<typeof SiteSchedule>

const site = {
  id: SiteId,
  host: z.string(),
  proof: ProofKind.nullable().meta({
    description: 'How it was proved that the site is yours; null = not yet',
  }),
  provedAt: Instant.nullable(),
  score: z.int().nullable(),
  grade: z.string().nullable().meta({ description: 'A+ to F, that of its worst part' }),
  wasGrade: z.string().nullable().meta({ description: 'The grade before that, where there was another' }),
  toMend: z
    .strictObject({ high: z.int(), medium: z.int(), low: z.int() })
    .meta({ description: 'Without what is muted' }),
  muted: z.int(),
  scannedAt: Instant.nullable(),
  createdAt: Instant,
  updatedAt: Instant,
  version: z.int(),
}
export const Site = z.strictObject(site)
export type Site = z.infer<typeof Site>
export const SitePage = listOutput(Site)

export const WholeSite = z.strictObject({
  ...site,
  proofLookedAt: Instant.nullable(),
  proofNote: z.string().meta({ description: 'Why the proof was not found; empty where it was' }),
  howToProve: z.strictObject({
    dns: z.strictObject({ name: z.string(), value: z.string() }),
    file: z.strictObject({ address: z.string(), content: z.string() }),
    meta: z.strictObject({ tag: z.string() }),
  }),
  schedule: SiteSchedule.nullable(),
  scanId: entityId('security_scan').nullable().meta({ description: 'The latest scan' }),
})
export type WholeSite = z.infer<typeof WholeSite>

export const ListSites = listInput(['newest'], { search: searchPhrase.optional() })
export type ListSites = z.infer<typeof ListSites>
export const GetSite = z.strictObject({ id: SiteId })
export type GetSite = z.infer<typeof GetSite>
export const AddSite = mutationInput({
  address: line(300)
    .refine((text) => !/\s/.test(text), 'Write the name of a website, such as tideandfennel.example.')
    .meta({
      examples: ['tideandfennel.example'],
      description: 'Such as tideandfennel.example, or the address of a page there',
    }),
})
export type AddSite = z.infer<typeof AddSite>
export const ProveSite = mutationInput({ id: SiteId })
export type ProveSite = z.infer<typeof ProveSite>
export const RemoveSite = mutationInput({ id: SiteId })
export type RemoveSite = z.infer<typeof RemoveSite>
