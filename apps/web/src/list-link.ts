import type { AppRouter } from '@hub/api'
import type { TRPCLink } from '@trpc/client'

/**
 * The React binding adds the direction of paging to the input of every infinite query. Our lists only
 * go forward and refuse fields they do not know, so it is taken out.
 */
export const listLink: TRPCLink<AppRouter> =
  () =>
  ({ next, op }) =>
    next(isDirected(op.input) ? { ...op, input: withoutDirection(op.input) } : op)

type Directed = Record<string, unknown> & { direction: 'forward' }

const isDirected = (input: unknown): input is Directed =>
  typeof input === 'object' && input !== null && 'direction' in input && input.direction === 'forward'

function withoutDirection({ direction: _forward, ...input }: Directed): Record<string, unknown> {
  return input
}
