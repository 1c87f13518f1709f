import { z } from 'zod'
import { entityId } from '../../shared/ids.ts'
import { listInput, listOutput } from '../../shared/list.ts'
import { line } from '../../shared/text.ts'
import { Instant } from '../../shared/time.ts'

export const ApiCall = z.strictObject({
  id: entityId('api_call'),
  at: Instant,
  apiKeyName: z.string(),
  door: z.string(),
  procedure: z.string(),
  title: z.string(),
  ms: z.number(),
  code: z.string().meta({ description: '"OK", or the code of the error' }),
  micro: z.int().meta({ description: 'Cost in micro-credits' }),
  requestId: z.string(),
})
export type ApiCall = z.infer<typeof ApiCall>
export const ApiCallPage = listOutput(ApiCall)

export const ListCalls = listInput(['newest'], {
  apiKeyId: entityId('auth_api_key').optional(),
  procedure: line(100).optional(),
  failed: z.boolean().optional().meta({ description: 'Only calls that ended in an error' }),
})
export type ListCalls = z.infer<typeof ListCalls>
