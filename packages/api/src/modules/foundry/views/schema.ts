import type { z } from 'zod'
import { ViewId } from '../../../features/views/schema.ts'
import { listInput } from '../../../shared/list.ts'

export const OpenView = listInput(['view'], { id: ViewId })
export type OpenView = z.infer<typeof OpenView>
