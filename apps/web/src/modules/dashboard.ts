import { dashboard as ops } from './ops/dashboard.tsx'
import type { DashboardParts } from './web-module.ts'

/** What the modules add to the dashboard. It comes with the code of that page, and with no other. */
export const moduleDashboards: readonly DashboardParts[] = [ops]
