import type { Call } from './call.ts'
import type { OrgContext } from './context.ts'

/** A call made within another: as its caller, who pays and is counted for the one they came with. */
export const innerCall = ({ call, identity }: OrgContext): Call => ({
  ...call,
  identity: identity(),
  perOperation: false,
  charged: true,
  ip: null,
  onLimit: undefined,
  progress: undefined,
})
