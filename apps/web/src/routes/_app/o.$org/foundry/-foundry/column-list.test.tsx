import '@testing-library/jest-dom/vitest'
import { cleanup, render, screen } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { useState } from 'react'
import { afterEach, describe, expect, it } from 'vitest'
import { ColumnList } from './column-list.tsx'
import { typeFrom } from './columns.ts'
import type { Column } from './columns.ts'

const all = { ymd: 61, dmy: 61, mdy: 61 }
const column: Column = {
  id: 'serial',
  title: 'Serial',
  kind: 'text',
  path: ['Serial'],
  filled: 0.5,
  distinct: 61,
  samples: ['1.707'],
  isTaken: true,
  unread: { number: { point: 3, comma: 0 }, yesno: 61, day: all, instant: { ...all, mdy: 1 } },
}
let columns: Column[] = []

function List() {
  const [shown, setShown] = useState([column])
  columns = shown
  return (
    <ColumnList
      columns={shown}
      records={122}
      onChange={(_, change) => setShown(shown.map((one) => ({ ...one, ...change })))}
    />
  )
}
const choose = (label: string, option: string) =>
  userEvent.setup().selectOptions(screen.getByLabelText(label), option)
const sent = () => typeFrom(columns, { title: 'Part', plural: 'Parts', calledBy: '' }).properties[0]

afterEach(cleanup)

describe('what a column of a file is said to be (FND-1)', () => {
  it('says how many values do not fit, as soon as the kind is chosen', async () => {
    render(<List />)
    expect(screen.getByRole('status')).toBeEmptyDOMElement()
    await choose('Serial is', 'Day')
    expect(screen.getByRole('status')).toHaveTextContent('61 of 61 cannot be read as a day')
    await choose('Serial is', 'Day and time')
    await choose('Days of Serial are written', 'Month first')
    expect(screen.getByRole('status')).toHaveTextContent('1 of 61 cannot be read as a day and time')
    expect(sent()).toMatchObject({ kind: 'instant', dayOrder: 'mdy' })
  })

  it('asks how its numbers are written', async () => {
    render(<List />)
    await choose('Serial is', 'Number')
    expect(screen.getByRole('status')).toHaveTextContent('3 of 61 cannot be read as a number')
    await choose('Numbers of Serial are written', '1.234,50')
    expect(screen.getByRole('status')).toBeEmptyDOMElement()
    expect(sent()).toMatchObject({ kind: 'number', decimal: ',' })
    await choose('Serial is', 'Money')
    expect(screen.getByLabelText('Numbers of Serial are written')).toHaveValue(',')
    expect(screen.getByLabelText('Currency of Serial')).toBeVisible()
  })
})
