import { measureScans } from './scanner/scans.ts'
import type { Suite } from './suite.ts'

export const scanner: Suite = {
  name: 'scanner',
  about: 'Websites looked at over real TLS and DNS on this machine, and scans compared',
  run: ({ quick, say }) => measureScans(quick ? { scans: 20, say } : { scans: 100, say }),
}
