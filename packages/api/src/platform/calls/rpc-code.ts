import { TRPC_ERROR_CODES_BY_KEY } from '@trpc/server/rpc'
import { errorTable } from '../../shared/errors.ts'
import type { ErrorCode } from '../../shared/errors.ts'

/** The number by which tRPC's clients know an error: whether to try again, most of all. */
export const rpcCode = (code: ErrorCode): number => TRPC_ERROR_CODES_BY_KEY[errorTable[code].trpc]
