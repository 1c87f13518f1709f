import { useState } from 'react'
import type { FormEvent } from 'react'
import { beforeAll, expect, test, vi } from 'vitest'

import { Combobox, MultiCombobox } from './combobox.tsx'
import type { ComboboxOption, ComboboxProps, MultiComboboxProps } from './combobox.tsx'
import { Field } from './field.tsx'
import { render, screen, userEvent, waitFor } from './testing.ts'

beforeAll(() => import('./combobox-list.tsx'))

const people: ComboboxOption[] = [
  { value: '1', label: 'Maeve Brannigan', group: 'Here' },
  { value: '2', label: 'José Alves', group: 'Here' },
  { value: '3', label: 'Ana Reis', group: 'Away' },
]

function Who({ onChoice, start = null, ...rest }: Partial<ComboboxProps> & WhoProps) {
  const [value, setValue] = useState(start)
  return (
    <Field label="Who">
      <Combobox
        {...(rest.search === undefined && { options: people })}
        {...rest}
        value={value}
        onValueChange={(next) => {
          onChoice?.(next)
          setValue(next)
        }}
      />
    </Field>
  )
}
interface WhoProps {
  onChoice?: (value: ComboboxOption | null) => void
  start?: ComboboxOption | null
}

function Tags({ onTags, ...rest }: Partial<MultiComboboxProps> & { onTags?: (labels: string[]) => void }) {
  const [values, setValues] = useState<readonly ComboboxOption[]>([])
  return (
    <Field label="Tags">
      <MultiCombobox
        options={['Red', 'Green', 'Blue'].map((label) => ({ value: label, label }))}
        {...rest}
        values={values}
        onValuesChange={(next) => {
          onTags?.(next.map(({ label }) => label))
          setValues(next)
        }}
      />
    </Field>
  )
}

const box = () => screen.findByRole('combobox')
const shown = () => screen.getAllByRole('option').map(({ textContent }) => textContent)

test('typing finds by the beginnings of words, without accents', async () => {
  const choices = vi.fn<(value: ComboboxOption | null) => void>()
  render(<Who onChoice={choices} />)
  await userEvent.type(await box(), 'jose a')
  expect(shown()).toEqual(['José Alves'])
  expect(await box()).toHaveAttribute('aria-expanded', 'true')
  await userEvent.keyboard('{Enter}')
  expect(choices).toHaveBeenLastCalledWith(people[1])
  expect(await box()).toHaveValue('José Alves')
})

test('an open list shows everything in its groups, whatever is chosen', async () => {
  render(<Who start={people[0] ?? null} />)
  await userEvent.click(await box())
  expect(shown()).toEqual(['Maeve Brannigan', 'José Alves', 'Ana Reis'])
  expect(screen.getByRole('group', { name: 'Away' })).toHaveTextContent('Ana Reis')
})

test('words that fit nothing are no choice and go when the field is left', async () => {
  const choices = vi.fn<(value: ComboboxOption | null) => void>()
  render(<Who start={people[2] ?? null} onChoice={choices} />)
  await userEvent.click(await box())
  await userEvent.clear(await box())
  choices.mockClear()
  await userEvent.type(await box(), 'zoe')
  expect(screen.queryAllByRole('option')).toEqual([])
  expect(screen.getByText('Nothing found')).toBeInTheDocument()
  await userEvent.tab()
  expect(choices).not.toHaveBeenCalled()
})

test('what does not exist is created once and chosen', async () => {
  const made = Promise.withResolvers<ComboboxOption>()
  const onCreate = vi.fn<(typed: string) => Promise<ComboboxOption>>(() => made.promise)
  const choices = vi.fn<(value: ComboboxOption | null) => void>()
  render(<Who onCreate={onCreate} onChoice={choices} />)
  await userEvent.type(await box(), 'Noor{Enter}')
  expect(onCreate.mock.calls).toEqual([['Noor']])
  made.resolve({ value: '9', label: 'Noor' })
  await waitFor(() => expect(choices).toHaveBeenLastCalledWith({ value: '9', label: 'Noor' }))
  expect(await box()).toHaveValue('Noor')
})

test('what exists already is not offered to be created', async () => {
  render(<Who onCreate={(label) => ({ value: label, label })} />)
  await userEvent.type(await box(), 'ana reis')
  expect(shown()).toEqual(['Ana Reis'])
})

test('only the answer to the newest question is shown', async () => {
  const asked: { typed: string; answer: (options: ComboboxOption[]) => void; signal: AbortSignal }[] = []
  const search = (typed: string, signal: AbortSignal) => {
    const { promise, resolve } = Promise.withResolvers<ComboboxOption[]>()
    asked.push({ typed, answer: resolve, signal })
    return promise
  }
  render(<Who search={search} />)
  await userEvent.click(await box())
  await waitFor(() => expect(asked.map(({ typed }) => typed)).toEqual(['']))
  await userEvent.type(await box(), 'an')
  await waitFor(() => expect(asked.at(-1)?.typed).toBe('an'))
  expect(asked[0]?.signal.aborted).toBe(true)
  asked.at(-1)?.answer(people.slice(2))
  await waitFor(() => expect(shown()).toEqual(['Ana Reis']))
  asked[0]?.answer(people)
  await Promise.resolve()
  expect(shown()).toEqual(['Ana Reis'])
})

/** A search that answers what it was asked last when it is told to. */
function slowSearch() {
  const asked: { typed: string; resolve: (options: ComboboxOption[]) => void }[] = []
  const search = (typed: string) =>
    new Promise<ComboboxOption[]>((resolve) => void asked.push({ typed, resolve }))
  const answer = async (typed: string, ...options: ComboboxOption[]) => {
    await waitFor(() => expect(asked.at(-1)?.typed).toBe(typed))
    asked.at(-1)?.resolve(options)
  }
  return { search, answer }
}
const ferry = { value: 'ferry', label: 'Ferry Office' }

test('what is found late is what Enter takes, before a new one is offered', async () => {
  const choices = vi.fn<(value: ComboboxOption | null) => void>()
  const create = vi.fn<(typed: string) => Promise<ComboboxOption>>()
  const { search, answer } = slowSearch()
  render(<Who search={search} onCreate={create} onChoice={choices} />)
  await userEvent.type(await box(), 'f')
  expect(screen.queryByRole('option')).toBeNull()
  await answer('f', ferry, { value: 'fen', label: 'Fen Farm' })
  await waitFor(() => expect(shown()).toEqual(['Ferry Office', 'Fen Farm', 'Create “f”']))
  await userEvent.keyboard('erry')
  expect(shown()).toEqual(['Ferry Office'])
  await answer('ferry', ferry)
  await waitFor(() => expect(shown()).toEqual(['Ferry Office', 'Create “ferry”']))
  await userEvent.keyboard('{Enter}')
  expect(choices.mock.calls).toEqual([[ferry]])
  expect(create).not.toHaveBeenCalled()
})

test('Enter before anything is found waits: it takes nothing, loses nothing and sends no form', async () => {
  const send = vi.fn<(event: FormEvent) => void>()
  const { search, answer } = slowSearch()
  render(
    <form onSubmit={send}>
      <Who search={search} />
    </form>,
  )
  await userEvent.type(await box(), 'ferry{Enter}')
  expect(await box()).toHaveValue('ferry')
  expect(send).not.toHaveBeenCalled()
  await answer('ferry', ferry)
  await waitFor(() => expect(shown()).toEqual(['Ferry Office']))
  await userEvent.keyboard('{Enter}')
  expect(await box()).toHaveValue('Ferry Office')
})

test('what is typed takes the place of what is chosen', async () => {
  render(<Who start={people[0] ?? null} />)
  await box()
  await userEvent.tab()
  await userEvent.keyboard('ana')
  expect(await box()).toHaveValue('ana')
})

test('a search that fails says so', async () => {
  render(<Who search={() => Promise.reject(new Error('away'))} />)
  await userEvent.click(await box())
  expect(await screen.findByText('The list could not be loaded. Type to try again.')).toBeInTheDocument()
})

test('a choice can be taken away, unless there must be one', async () => {
  const choices = vi.fn<(value: ComboboxOption | null) => void>()
  const { unmount } = render(<Who start={people[0] ?? null} onChoice={choices} />)
  await userEvent.click(await screen.findByRole('button', { name: 'Take Maeve Brannigan away' }))
  expect(choices).toHaveBeenLastCalledWith(null)
  unmount()
  render(<Who required start={people[0] ?? null} onChoice={choices} />)
  choices.mockClear()
  await userEvent.clear(await box())
  await userEvent.tab()
  expect(choices).not.toHaveBeenCalled()
  expect(await box()).toHaveValue('Maeve Brannigan')
})

test('several are chosen as tokens, created, and taken away by keys', async () => {
  const tags = vi.fn<(labels: string[]) => void>()
  render(<Tags onTags={tags} onCreate={(label) => ({ value: label, label })} />)
  await userEvent.type(await box(), 'gr{Enter}')
  expect(tags).toHaveBeenLastCalledWith(['Green'])
  await userEvent.type(await box(), 'Teal{Enter}')
  await waitFor(() => expect(tags).toHaveBeenLastCalledWith(['Green', 'Teal']))
  expect(await box()).toHaveValue('')
  await userEvent.keyboard('{Backspace}')
  expect(tags).toHaveBeenLastCalledWith(['Green'])
  await userEvent.click(screen.getByRole('button', { name: 'Take Green away' }))
  expect(tags).toHaveBeenLastCalledWith([])
})

test('free text counts when the field is left, unless it is given up', async () => {
  const choices = vi.fn<(value: ComboboxOption | null) => void>()
  render(<Who freeText onCreate={(label) => ({ value: label, label })} onChoice={choices} />)
  await userEvent.type(await box(), 'Noor{Escape}')
  await userEvent.tab()
  expect(choices).not.toHaveBeenCalled()
  await userEvent.type(await box(), 'Ana Reis')
  await userEvent.tab()
  expect(choices).toHaveBeenLastCalledWith(people[2])
  await userEvent.clear(await box())
  await userEvent.type(await box(), 'Noor')
  await userEvent.tab()
  await waitFor(() => expect(choices).toHaveBeenLastCalledWith({ value: 'Noor', label: 'Noor' }))
  expect(await box()).toHaveValue('Noor')
})

test('the first letter opens the list and is not lost', async () => {
  render(<Who onCreate={(label) => ({ value: label, label })} />)
  await box()
  await userEvent.tab()
  await userEvent.keyboard('Gift{Enter}')
  await waitFor(async () => expect(await box()).toHaveValue('Gift'))
})

test('an open list hides nothing of the page, and goes when the field is left', async () => {
  render(
    <>
      <Who />
      <button type="button">Next</button>
    </>,
  )
  await userEvent.click(await box())
  expect(screen.getByRole('button', { name: 'Next' })).toBeInTheDocument()
  await userEvent.click(screen.getByRole('button', { name: 'Next' }))
  expect(screen.queryByRole('listbox')).toBeNull()
  await userEvent.click(await box())
  await userEvent.click(screen.getByRole('option', { name: 'Ana Reis' }))
  expect(await box()).toHaveValue('Ana Reis')
  expect(screen.queryByRole('listbox')).toBeNull()
})

test('what holds its place until the list is there is as wide and says the same', async () => {
  // Read once more under another name, because other tests of this thread have loaded the list already.
  const again = './combobox.tsx?again'
  const { Combobox: Fresh } = (await import(/* @vite-ignore */ again)) as { Combobox: typeof Combobox }
  render(
    <Fresh
      aria-label="Who"
      placeholder="Who it is"
      className="max-w-80"
      value={null}
      onValueChange={() => {}}
    />,
  )
  const place = screen.getByPlaceholderText('Who it is')
  expect(place).toHaveAttribute('aria-busy', 'true')
  expect(place.parentElement).toHaveClass('max-w-80')
})
