import { writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { join } from 'node:path'
import { json } from 'node:stream/consumers'
import { mall } from '../../packages/api/src/modules/marketplace/testing/mall.ts'
import { startSites } from '../../packages/api/src/modules/security/testing/sites.ts'
import type { SiteChanges } from '../../packages/api/src/testing/websites/site.ts'
import { runDir, websitesPort } from './place.ts'

/** What a test has happen to a website: changes of it, or records of a name in the DNS. */
export interface WebsiteWish {
  host: string
  changes?: SiteChanges
  txt?: { name: string; values: string[] }
}

/** Websites that the hub of the tests can scan, and an address where tests change them. They end with this process. */
export async function startWebsites(): Promise<{ settings: Record<string, string> }> {
  const sites = await startSites({ sites: mall })
  const root = join(runDir, 'websites-root.pem')
  writeFileSync(root, sites.root, { mode: 0o644 })
  const changing = createServer((request, response) => {
    void json(request).then((body) => {
      const { host, changes, txt } = body as WebsiteWish // tests alone know of it
      if (changes) sites.set(host, changes)
      if (txt) sites.names.zone[txt.name] = { TXT: txt.values }
      response.end()
    })
  })
  changing.listen(websitesPort, '127.0.0.1')
  return {
    settings: { OUTBOUND_MAP: sites.outboundMap(), SECURITY_DNS: sites.dns, NODE_EXTRA_CA_CERTS: root },
  }
}
