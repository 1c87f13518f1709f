import { useState } from 'react'
import { beforeAll, expect, test, vi } from 'vitest'

import type { DayRange } from './calendar-day.ts'
import { DateInput, TimeInput } from './date-input.tsx'
import type { DateInputProps } from './date-input.tsx'
import { DateRangeFilter } from './date-range.tsx'
import { Field } from './field.tsx'
import { render, screen, userEvent, waitFor } from './testing.ts'

// The calendar comes late; a busy machine would take longer than a test waits.
beforeAll(() => import('./calendar-popup.tsx'))

const today = '2026-11-20'

function Due({ onDay, start = null, ...rest }: Partial<DateInputProps> & DueProps) {
  const [day, setDay] = useState(start)
  return (
    <Field label="Due">
      <DateInput
        {...rest}
        today={today}
        value={day}
        onValueChange={(next) => {
          onDay?.(next)
          setDay(next)
        }}
      />
    </Field>
  )
}
interface DueProps {
  onDay?: (day: string | null) => void
  start?: string | null
}

const due = () => screen.getByLabelText('Due')
const focused = () => document.activeElement?.getAttribute('aria-label')

test('a day is typed in any usual form and shown in one', async () => {
  const days = vi.fn<(day: string | null) => void>()
  render(<Due onDay={days} />)
  await userEvent.type(due(), '5.1.27')
  expect(days).not.toHaveBeenCalled()
  await userEvent.tab()
  expect(due()).toHaveValue('5 Jan 2027')
  expect(days.mock.calls).toEqual([['2027-01-05']])
  await userEvent.clear(due())
  await userEvent.type(due(), 'tomorrow{Enter}')
  expect(due()).toHaveValue('21 Nov 2026')
})

test('what cannot be read gives way to a day that comes from elsewhere', async () => {
  function Report() {
    const [day, setDay] = useState<string | null>(null)
    return (
      <>
        <Field label="Due">
          <DateInput today={today} value={day} onValueChange={setDay} />
        </Field>
        <button type="button" onClick={() => setDay('2026-10-01')}>
          Last month
        </button>
      </>
    )
  }
  render(<Report />)
  await userEvent.type(due(), '45/45/2026')
  await userEvent.click(screen.getByRole('button', { name: 'Last month' }))
  expect(due()).toHaveValue('1 Oct 2026')
  expect(screen.getByLabelText<HTMLInputElement>('Due').validity.valid).toBe(true)
})

test('what cannot be read makes the field invalid for its form until it is mended or given up', async () => {
  render(<Due start="2026-11-26" min="2026-11-02" />)
  const isValid = () => screen.getByLabelText<HTMLInputElement>('Due').validity.valid
  for (const typed of ['45/45/2026', '1 Nov 2026']) {
    await userEvent.clear(due())
    await userEvent.type(due(), `${typed}{Control>}{Enter}{/Control}`)
    expect(isValid()).toBe(false)
    await userEvent.keyboard('{Escape}')
    expect(isValid()).toBe(true)
    expect(due()).toHaveValue('26 Nov 2026')
  }
  await userEvent.clear(due())
  await userEvent.type(due(), '45/45/2026{Enter}')
  expect(isValid()).toBe(false)
  await userEvent.clear(due())
  await userEvent.type(due(), '20/11/2026')
  expect(isValid()).toBe(true)
})

test('a day is read and shown in the order of the place', async () => {
  const days = vi.fn<(day: string | null) => void>()
  render(<Due order="mdy" min="2026-11-02" onDay={days} />)
  expect(due()).toHaveAttribute('placeholder', 'MM/DD/YYYY')
  await userEvent.type(due(), '05.01.2027{Enter}')
  expect(due()).toHaveValue('May 1, 2027')
  expect(screen.getByRole('button', { name: 'Choose a day, now May 1, 2027' })).toBeDefined()
  await userEvent.clear(due())
  await userEvent.type(due(), '1/5{Enter}')
  expect(screen.getByRole('alert')).toHaveTextContent('Choose Nov 2, 2026 or later.')
  await userEvent.clear(due())
  await userEvent.type(due(), '2/30{Enter}')
  expect(screen.getByRole('alert')).toHaveTextContent('such as Nov 20, 2026 or 11/20/2026')
  expect(days.mock.calls).toEqual([['2027-05-01']])
})

test('what is no day stays in the field and takes no old day away', async () => {
  const days = vi.fn<(day: string | null) => void>()
  render(<Due start="2026-11-02" onDay={days} />)
  await userEvent.clear(due())
  await userEvent.type(due(), '31 feb')
  await userEvent.tab()
  expect(screen.getByRole('alert')).toHaveTextContent('Write a day, such as 20 Nov 2026')
  expect(due()).toHaveValue('31 feb')
  expect(days).not.toHaveBeenCalled()
  await userEvent.type(due(), '{Escape}')
  expect(due()).toHaveValue('2 Nov 2026')
  expect(screen.queryByRole('alert')).toBeNull()
})

test('a day out of bounds is refused in words', async () => {
  render(<Due min="2026-11-01" max="2026-11-30" />)
  await userEvent.type(due(), '1 dec')
  await userEvent.tab()
  expect(screen.getByRole('alert')).toHaveTextContent('Choose 30 Nov 2026 or earlier.')
})

test('the calendar is moved by keys, chooses with Enter and gives focus back', async () => {
  const days = vi.fn<(day: string | null) => void>()
  render(<Due start={today} onDay={days} />)
  const opener = screen.getByRole('button', { name: 'Choose a day, now 20 Nov 2026' })
  await userEvent.click(opener)
  await screen.findByRole('dialog', { name: 'Choose a day' })
  await waitFor(() => expect(focused()).toBe('Friday 20 November 2026'))
  await userEvent.keyboard('{ArrowDown}{ArrowRight}')
  expect(focused()).toBe('Saturday 28 November 2026')
  await userEvent.keyboard('{PageDown}{Home}')
  expect(focused()).toBe('Monday 28 December 2026')
  expect(screen.getByRole('grid', { name: 'December 2026' })).toBeInTheDocument()
  await userEvent.keyboard('{Shift>}{PageUp}{/Shift}{End}{Enter}')
  expect(days).toHaveBeenLastCalledWith('2025-12-28')
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull())
  await waitFor(() => expect(focused()).toBe('Choose a day, now 28 Dec 2025'))
})

test('the calendar lets nobody choose a day out of bounds', async () => {
  const days = vi.fn<(day: string | null) => void>()
  render(<Due onDay={days} min="2026-11-10" max="2026-11-21" />)
  await userEvent.click(screen.getByRole('button', { name: 'Choose a day' }))
  await userEvent.click(await screen.findByRole('button', { name: 'Sunday 22 November 2026' }))
  expect(days).not.toHaveBeenCalled()
  expect(screen.queryByRole('button', { name: 'In a week' })).toBeNull()
  await userEvent.click(screen.getByRole('button', { name: 'Tomorrow' }))
  expect(days).toHaveBeenCalledWith('2026-11-21')
})

test('a time is typed without its colon', async () => {
  const times = vi.fn<(time: string | null) => void>()
  render(
    <Field label="At">
      <TimeInput value={null} onValueChange={times} />
    </Field>,
  )
  await userEvent.type(screen.getByLabelText('At'), '930')
  await userEvent.tab()
  expect(times).toHaveBeenCalledWith('09:30')
  await userEvent.type(screen.getByLabelText('At'), 'late')
  await userEvent.tab()
  expect(screen.getByRole('alert')).toHaveTextContent('Write a time, such as 14:30.')
})

function When({ onRange }: { onRange: (range: DayRange) => void }) {
  const [range, setRange] = useState<DayRange>({})
  return (
    <DateRangeFilter
      name="When"
      today={today}
      range={range}
      onChange={(next) => {
        onRange(next)
        setRange(next)
      }}
    />
  )
}

test('a range is chosen by a preset, by two days in any order, or typed', async () => {
  const ranges = vi.fn<(range: DayRange) => void>()
  render(<When onRange={ranges} />)
  await userEvent.click(screen.getByRole('button', { name: 'When' }))
  await userEvent.click(await screen.findByRole('button', { name: 'Last month' }))
  expect(ranges).toHaveBeenLastCalledWith({ from: '2026-10-01', to: '2026-10-31' })
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull())
  await userEvent.click(screen.getByRole('button', { name: 'When: Last month' }))
  await userEvent.click(await screen.findByRole('button', { name: 'Friday 16 October 2026' }))
  expect(screen.getByRole('status')).toHaveTextContent('From 16 Oct 2026. Choose the last day.')
  await userEvent.click(screen.getByRole('button', { name: 'Monday 5 October 2026' }))
  expect(ranges).toHaveBeenLastCalledWith({ from: '2026-10-05', to: '2026-10-16' })
  await userEvent.clear(screen.getByLabelText('To'))
  await userEvent.type(screen.getByLabelText('To'), '1 oct{Enter}')
  expect(ranges).toHaveBeenLastCalledWith({ from: '2026-10-01', to: '2026-10-05' })
  await userEvent.click(screen.getByRole('button', { name: /^Remove filter/ }))
  expect(ranges).toHaveBeenLastCalledWith({})
})
