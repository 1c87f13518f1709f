import { walk } from '../support/keyboard.ts'
import { expectSoundPart, openPart, stateOf } from '../support/parts.ts'
import { expect, test } from '../support/test.ts'

test('files look right and read right everywhere', async ({ page }) => {
  await openPart(page, 'files')
  await expectSoundPart(page, 'files')
  await walk(page, 'files')
})

test('files are dropped or chosen, and what is refused is said', async ({ page }) => {
  await openPart(page, 'files')
  const drop = stateOf(page, 'Files on their way')
  const input = drop.getByLabel('Drop receipts here, or choose them')
  await input.setInputFiles([
    { name: 'new.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF') },
    { name: 'setup.exe', mimeType: 'application/octet-stream', buffer: Buffer.from('MZ') },
  ])
  await expect(drop.getByRole('alert')).toContainText('setup.exe is not of a kind')
  await expect(drop.getByRole('list', { name: 'Receipts' })).toContainText('new.pdf')
  await drop.getByRole('button', { name: 'Stop sending new.pdf' }).press('Enter')
  await expect(drop.getByRole('list', { name: 'Receipts' })).not.toContainText('new.pdf')
  await expectSoundPart(page, 'files with a refusal')
})
