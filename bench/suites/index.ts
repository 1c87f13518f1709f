import { accounting } from './accounting.ts'
import { audit } from './audit.ts'
import { chain } from './chain.ts'
import { connectors } from './connectors.ts'
import { copilot } from './copilot.ts'
import { credits } from './credits.ts'
import { foundry } from './foundry.ts'
import { gateway } from './gateway.ts'
import { inProcess } from './in-process.ts'
import { jobs } from './jobs.ts'
import { live } from './live.ts'
import { mcp } from './mcp.ts'
import { page } from './page.ts'
import { prices } from './prices.ts'
import { readsWrites } from './reads-writes.ts'
import { scanner } from './scanner.ts'
import { signIn } from './sign-in.ts'
import { sizes } from './sizes.ts'
import { start } from './start.ts'
import type { Suite } from './suite.ts'
import { tenancy } from './tenancy.ts'
import { travel } from './travel.ts'
import { types } from './types.ts'
import { load } from './users.ts'
import { workflows } from './workflows.ts'

/** In the order of the table in DESIGN section 12. */
export const suites: Suite[] = [
  chain,
  readsWrites,
  inProcess,
  mcp,
  page,
  gateway,
  signIn,
  credits,
  tenancy,
  start,
  sizes,
  types,
  load,
  live,
  jobs,
  workflows,
  audit,
  accounting,
  foundry,
  connectors,
  scanner,
  prices,
  travel,
  copilot,
]
