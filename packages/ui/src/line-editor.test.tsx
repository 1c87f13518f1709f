import { useState } from 'react'
import { beforeAll, expect, test } from 'vitest'

import { LineEditor } from './line-editor.tsx'
import type { Line, LineColumn } from './line-editor.tsx'
import { readCells } from './line-paste.ts'
import { fireEvent, render, screen, userEvent, waitFor, within } from './testing.ts'

beforeAll(() => import('./combobox-list.tsx'))

const columns: LineColumn[] = [
  {
    id: 'item',
    label: 'Item',
    kind: 'item',
    options: [{ value: 'Tea', label: 'Tea' }],
    pick: () => ({ price: '3.5' }),
  },
  { id: 'price', label: 'Price', kind: 'number', minDecimals: 2 },
  {
    id: 'tax',
    label: 'VAT',
    kind: 'choice',
    options: [
      { value: '0', label: 'None' },
      { value: '23', label: '23%' },
    ],
  },
  { id: 'sum', label: 'Sum', kind: 'amount', of: ({ values }) => (values['price'] ? values['price'] : null) },
]

let lines: readonly Line[] = []
let ids = 0
const newLine = (): Line => ({ id: `new-${(ids += 1)}`, values: { item: '', price: '', tax: '0' } })
const named = (item: string): Line => ({ id: item, values: { item, price: '1', tax: '0' } })

interface EditorProps {
  start?: string[]
  own?: LineColumn[]
  problems?: Record<string, Record<string, string>>
}

function Editor({ start = ['Tea', 'Milk', 'Cake'], own = columns, problems }: EditorProps) {
  const [value, setValue] = useState<readonly Line[]>(start.map(named))
  lines = value
  return (
    <form aria-label="Invoice">
      <LineEditor
        label="Lines"
        columns={own}
        lines={value}
        onLinesChange={setValue}
        newLine={newLine}
        problems={problems}
      />
    </form>
  )
}

const items = () => lines.map(({ values }) => values['item'])
const cell = (name: string) => screen.findByLabelText(name)
const paste = async (name: string, text: string) => {
  await userEvent.click(await cell(name))
  await userEvent.paste(text)
}

test('Ctrl and Enter, which send a form, make no line', async () => {
  render(<Editor start={['Tea']} />)
  await userEvent.click(screen.getByLabelText('Price, line 1'))
  await userEvent.keyboard('{Control>}{Enter}{/Control}')
  expect(items()).toEqual(['Tea'])
})

test('Enter goes to the next line and makes a new one after the last', async () => {
  render(<Editor start={['Tea', 'Milk']} />)
  await userEvent.click(await cell('Price, line 1'))
  await userEvent.keyboard('{Enter}')
  expect(await cell('Price, line 2')).toHaveFocus()
  await userEvent.keyboard('{Enter}')
  expect(await cell('Item, line 3')).toHaveFocus()
  expect(screen.getByText('Line 3 added.')).toBeInTheDocument()
})

test('Alt with an arrow moves the line and keeps the cell', async () => {
  render(<Editor />)
  await userEvent.click(await cell('Price, line 3'))
  await userEvent.keyboard('{Alt>}{ArrowUp}{/Alt}')
  expect(items()).toEqual(['Tea', 'Cake', 'Milk'])
  expect(await cell('Price, line 2')).toHaveFocus()
  expect(screen.getByText('Line 3 is now line 2 of 3.')).toBeInTheDocument()
  await userEvent.keyboard('{Alt>}{ArrowUp}{ArrowUp}{ArrowUp}{/Alt}')
  expect(items()).toEqual(['Cake', 'Tea', 'Milk'])
})

test('the handle moves its line by arrow keys', async () => {
  render(<Editor />)
  screen.getByRole('button', { name: 'Move line 1, with the arrow keys' }).focus()
  await userEvent.keyboard('{ArrowDown}')
  expect(items()).toEqual(['Milk', 'Tea', 'Cake'])
  expect(screen.getByRole('button', { name: 'Move line 2, with the arrow keys' })).toHaveFocus()
})

test('a line is removed, said, and focus goes to the next', async () => {
  render(<Editor start={['Tea', 'Milk']} />)
  await userEvent.click(screen.getByRole('button', { name: 'Remove line 1' }))
  expect(items()).toEqual(['Milk'])
  expect(screen.getByText('Line 1 removed. 1 left.')).toBeInTheDocument()
  expect(await cell('Item, line 1')).toHaveFocus()
  await userEvent.click(screen.getByRole('button', { name: 'Remove line 1' }))
  expect(screen.getByRole('button', { name: 'Add line' })).toHaveFocus()
})

test('a table from a spreadsheet fills cells from where it is pasted and adds lines', async () => {
  render(<Editor start={['Tea', 'Milk']} />)
  await paste('Item, line 2', 'Cocoa\t1.234,50\t23%\r\n"Mugs,\ttwo"\t€ 8\tNone\r\nLids\tmany\tsome\r\n')
  expect(lines.map(({ values }) => values)).toEqual([
    { item: 'Tea', price: '1', tax: '0' },
    { item: 'Cocoa', price: '1234.50', tax: '23' },
    { item: 'Mugs,\ttwo', price: '8', tax: '0' },
    { item: 'Lids', price: 'many', tax: '0' },
  ])
  expect(screen.getByText('Pasted; 2 lines added.')).toBeInTheDocument()
  expect(await screen.findByText('Write a number, such as 12.50.')).toBeInTheDocument()
})

test('a text for one cell is pasted as any text', async () => {
  render(<Editor start={['Tea']} />)
  await userEvent.clear(await cell('Price, line 1'))
  await paste('Price, line 1', '7,5\n')
  expect(lines[0]?.values['price']).toBe('7.5')
  expect(lines).toHaveLength(1)
})

test('an item that is picked fills other cells and the amount', async () => {
  render(<Editor start={['']} />)
  await userEvent.type(await cell('Item, line 1'), 'te{Enter}')
  await waitFor(() => expect(lines[0]?.values).toEqual({ item: 'Tea', price: '3.5', tax: '0' }))
  expect(lines).toHaveLength(1)
  const row = screen.getAllByRole('row')[1]
  expect(row && within(row).getByLabelText('Sum, line 1')).toHaveTextContent('3.50')
})

test('a cell that takes only what is in its list takes the first that fits when it is left', async () => {
  const listed = columns.map((column) => (column.kind === 'item' ? { ...column, isListed: true } : column))
  render(<Editor start={['']} own={listed} />)
  await userEvent.type(await cell('Item, line 1'), 'te')
  await userEvent.tab()
  await waitFor(() => expect(items()).toEqual(['Tea']))
})

test('what is wrong with a cell stands below it', async () => {
  render(<Editor problems={{ Milk: { price: 'Too cheap.' } }} />)
  expect(await cell('Price, line 2')).toHaveAccessibleDescription('Too cheap.')
  expect(await cell('Price, line 1')).not.toBeInvalid()
})

test('cells of a spreadsheet are read with their quotes', () => {
  expect(readCells('a\t"b ""c""\nd"\n\n e \t')).toEqual([
    ['a', 'b "c"\nd'],
    ['e', ''],
  ])
})

test('Enter that chooses a word of an input method stays in its cell', () => {
  render(<Editor />)
  const price = screen.getByLabelText('Price, line 1')
  price.focus()
  fireEvent.keyDown(price, { key: 'Enter', isComposing: true })
  expect(price).toHaveFocus()
  fireEvent.keyDown(price, { key: 'Enter' })
  expect(screen.getByLabelText('Price, line 2')).toHaveFocus()
})
