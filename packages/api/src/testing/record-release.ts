/**
 * Writes packages/db/last-release.json: what the release that goes out now relies on in the database. Run it when a release is
 * made, and never to make a migration pass: the next release may take away only what this one no longer uses. With `--check`
 * nothing is written: it names what this program relies on and the file does not know, and ends with 1 where there is any.
 */
import { globSync, writeFileSync } from 'node:fs'
import { startTestCluster } from '@hub/db/embedded'
import { createTestDatabase, prepareTemplate, recordSchemaUse, unrecordedUse } from '@hub/db/testing'
import { modules } from '../modules/index.ts'

const root = new URL('../../../../', import.meta.url)
const files = globSync('packages/api/src/modules/**/{migrations/**/*,tables}.ts', { cwd: root })
const cluster = await startTestCluster()
try {
  const { adminUrl } = cluster
  const template = await prepareTemplate(adminUrl, { modules, files })
  const database = await createTestDatabase({ adminUrl, template })
  try {
    if (process.argv.includes('--check')) {
      const missing = await unrecordedUse(database.adminUrl)
      process.stdout.write(`${missing.join('\n') || 'The file knows all that this program relies on.'}\n`)
      process.exitCode = missing.length === 0 ? 0 : 1
    } else writeFileSync(new URL('packages/db/last-release.json', root), await recordSchemaUse(database))
  } finally {
    await database.drop()
  }
} finally {
  await cluster.stop()
}
