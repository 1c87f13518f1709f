import type { AppRouter } from '@hub/api'
import type { inferRouterOutputs } from '@trpc/server'

type Security = inferRouterOutputs<AppRouter>['modules']['security']

export type ListedSite = Security['sites']['list']['items'][number]
export type WholeSite = Security['sites']['get']
export type Scan = Security['scans']['list']['items'][number]
export type WholeScan = Security['scans']['get']
export type WholePart = WholeScan['parts'][number]
export type ScanCheck = WholePart['checks'][number]
export type ScanChange = Security['scans']['compare']
export type ScanKind = Scan['kind']
export type Finding = Security['findings']['list']['items'][number]
export type WholeFinding = Security['findings']['get']
export type Fix = Security['fixes']['get']
export type Server = Fix['server']
export type Part = Finding['part']
export type Severity = Finding['severity']
