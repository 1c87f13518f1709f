import { dashboard as accounting } from './accounting/dashboard.ts'
import { dashboard as connectors } from './connectors/dashboard.ts'
import { dashboard as marketplace } from './marketplace/dashboard.ts'
import { dashboard as ops } from './ops/dashboard.tsx'
import { dashboard as security } from './security/dashboard.ts'
import { dashboard as travel } from './travel/dashboard.ts'
import type { DashboardParts } from './web-module.ts'

/** What the modules add to the dashboard, in its usual order. It comes with the code of that page, and with no other. */
export const moduleDashboards: readonly DashboardParts[] = [
  ops,
  accounting,
  marketplace,
  security,
  connectors,
  travel,
]
