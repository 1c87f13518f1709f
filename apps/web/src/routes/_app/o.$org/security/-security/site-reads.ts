/** As many as the line of the scores has room for: a quarter of a year of weekly scans. */
const RECENT = 12
/** More than one website ever has to mend. */
const MOST_FINDINGS = 100

export const recentScans = (siteId: string) => ({ siteId, limit: RECENT })
export const openFindings = (siteId: string) => ({ siteId, state: 'open' as const, limit: MOST_FINDINGS })
