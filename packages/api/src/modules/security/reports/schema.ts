import type { z } from 'zod'
import { mutationInput } from '../../../shared/mutation.ts'
import { ScanId } from '../scans/schema.ts'

export const CreateReport = mutationInput({ scanId: ScanId })
export type CreateReport = z.infer<typeof CreateReport>
