import { z } from 'zod'
import { mutationInput } from '../../../shared/mutation.ts'
import { NoInput } from '../../../shared/no-input.ts'
import { ScanKind } from '../checks/schema.ts'
import { SiteId, SiteSchedule } from '../sites/schema.ts'

export const SetSchedule = mutationInput({
  siteId: SiteId,
  weekday: z
    .int()
    .min(1)
    .max(7)
    .nullable()
    .meta({ description: '1 = Monday; null = scan no more by itself' }),
  kind: ScanKind.default('full'),
})
export type SetSchedule = z.infer<typeof SetSchedule>
export const ShownSchedule = z.strictObject({ schedule: SiteSchedule.nullable() })
export type ShownSchedule = z.infer<typeof ShownSchedule>

export const ListDue = NoInput
export const DueSites = z.strictObject({
  items: z.array(z.strictObject({ siteId: SiteId, kind: ScanKind })),
})
export type DueSites = z.infer<typeof DueSites>

export const RunScan = mutationInput({ siteId: SiteId })
export type RunScan = z.infer<typeof RunScan>
export const RanScan = z.strictObject({ scanId: z.uuid().nullable(), grade: z.string().nullable() })
export type RanScan = z.infer<typeof RanScan>

export const HoldSchedule = mutationInput({
  siteId: SiteId,
  because: z.enum(['credits', 'unreachable']),
})
export type HoldSchedule = z.infer<typeof HoldSchedule>
