import { useState } from 'react'
import { beforeEach, expect, test, vi } from 'vitest'

import { DataTableMenu } from './data-table-menu.tsx'
import { DataTable, usualDisplay } from './data-table.tsx'
import type { DataColumn } from './data-table.tsx'
import { render, screen, userEvent, within } from './testing.ts'

// jsdom has none; it says that this is no phone.
beforeEach(() => {
  vi.stubGlobal('matchMedia', () => ({ matches: false, addEventListener() {}, removeEventListener() {} }))
})

const column = (id: string, more: Partial<DataColumn<string>> = {}): DataColumn<string> => ({
  id,
  title: id,
  width: 100,
  cell: (row) => row,
  ...more,
})
const columns = [
  column('Order', { fixed: true }),
  column('Customer'),
  column('Town'),
  column('What to do', { quiet: true }),
]
const same = (row: string) => row

function Orders() {
  const [display, setDisplay] = useState(usualDisplay)
  const shown = { columns, display, onDisplay: setDisplay }
  return (
    <>
      <DataTableMenu {...shown} usual={usualDisplay} sort={undefined} onSort={undefined} />
      <DataTable {...shown} label="Orders" rows={['#1']} rowId={same} rowName={same} />
    </>
  )
}

const heads = () => screen.getAllByRole('columnheader').map(({ textContent }) => textContent)

async function chooseInMenu(name: string): Promise<void> {
  await userEvent.click(screen.getByRole('button', { name: 'Display' }))
  await userEvent.click(await screen.findByRole('menuitem', { name }))
}

test('arrow keys put a column somewhere else, and the usual order comes back', async () => {
  render(<Orders />)
  await chooseInMenu('Order of columns')
  const dialog = await screen.findByRole('dialog', { name: 'Columns' })
  within(dialog).getByRole('button', { name: 'Move Town, with the arrow keys' }).focus()
  await userEvent.keyboard('{ArrowUp}{ArrowUp}')
  await userEvent.click(within(dialog).getByRole('switch', { name: 'Show Customer' }))
  expect(within(dialog).queryByRole('switch', { name: 'Show Order' })).toBeNull()
  await userEvent.click(within(dialog).getByRole('button', { name: 'Done' }))
  expect(heads()).toEqual(['Town', 'Order', 'What to do'])
  await chooseInMenu('Back to the usual columns')
  expect(heads()).toEqual(['Order', 'Customer', 'Town', 'What to do'])
})
