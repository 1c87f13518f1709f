import type { Header, Site, SiteFile } from '../../../../testing/websites/site.ts'
import { soundHeaders, soundSite } from './fortress.ts'

const manyHeaders = Array.from({ length: 10_000 }, (_, at): Header => [`x-filler-${at}`, 'as many as fit'])

const STALL_MS = 60_000

/** What the one who looks must survive. */
export const hostile: readonly Site[] = [
  soundSite('endless.example', { body: 'endless' }),
  soundSite('bomb.example', { body: 'bomb' }),
  soundSite('many-headers.example', { headers: [...soundHeaders, ...manyHeaders] }),
  soundSite('inward.example', { redirect: 'inward' }),
  soundSite('loop.example', { redirect: 'loop' }),
  soundSite('slow.example', { delayMs: STALL_MS }),
]

const left: Readonly<Record<string, SiteFile>> = {
  '/.git/HEAD': { type: 'application/octet-stream', body: 'ref: refs/heads/main\n' },
  '/.env': {
    type: 'application/octet-stream',
    body: 'APP_ENV=production\nDB_HOST=db.internal\nDB_PASSWORD=made-up-for-a-test\n',
  },
  '/backup.sql': {
    type: 'application/sql',
    body: '-- MySQL dump 10.13\nCREATE TABLE `customers` (\n  `email` varchar(255) NOT NULL\n);\n',
  },
}

/** What is, or only seems to be, behind paths that nobody should find. */
export const exposed: readonly Site[] = [
  soundSite('leaky-files.example', { files: left }),
  soundSite('soft404.example', { answersAnyPath: true }),
]
