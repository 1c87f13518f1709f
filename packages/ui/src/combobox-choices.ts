import { useEffect, useState } from 'react'

import type { ComboboxOption, ComboboxProps } from './combobox-props.ts'

const PAUSE_MS = 150

/** Stands in the list for what does not exist yet. */
export const CREATES = '\u0000create'

export type ChoiceState = 'ready' | 'looking' | 'failed'

export interface ChoiceGroup {
  /** Empty for options without a group. */
  value: string
  items: ComboboxOption[]
}

/** Without accents and capitals, so that "jose" finds "José". */
const folded = (text: string): string => text.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase()

/** Whether each word that was typed begins a word of the label. */
export const fits = (label: string, typed: string): boolean => {
  const words = folded(label).split(/[^\p{L}\p{N}]+/u)
  return folded(typed)
    .split(/[^\p{L}\p{N}]+/u)
    .every((part) => words.some((word) => word.startsWith(part)))
}

function grouped(options: readonly ComboboxOption[]): ChoiceGroup[] {
  const groups = new Map<string, ComboboxOption[]>()
  for (const option of options) {
    const name = option.group ?? ''
    groups.set(name, [...(groups.get(name) ?? []), option])
  }
  return [...groups].map(([value, items]) => ({ value, items }))
}

type ChoicesOptions = Pick<ComboboxProps, 'options' | 'search' | 'onCreate' | 'createLabel'> & {
  /** What was typed since the list opened; an untouched field shows everything. */
  typed: string
  isOpen: boolean
}

/** What can be chosen for what was typed, from here or from elsewhere. */
export function useChoices(asked: ChoicesOptions): { groups: ChoiceGroup[]; state: ChoiceState } {
  const { options, search, onCreate, typed, isOpen } = asked
  const createLabel = asked.createLabel ?? ((words: string) => `Create “${words}”`)
  const found = useFound(search, typed, isOpen)
  const text = typed.trim()
  const all = options === undefined ? found.options : options.filter(({ label }) => fits(label, text))
  const isNew = text !== '' && !all.some(({ label }) => folded(label) === folded(text))
  const groups = grouped(all)
  if (onCreate !== undefined && isNew && found.state !== 'looking')
    groups.push({ value: CREATES, items: [{ value: CREATES, label: createLabel(text) }] })
  return { groups, state: found.state }
}

interface Found {
  options: readonly ComboboxOption[]
  state: ChoiceState
}

interface Answer {
  /** What was asked; null while a newer question is on its way. */
  question: string | null
  options: readonly ComboboxOption[]
  hasFailed: boolean
}

/**
 * What `search` finds. A newer question ends an older one; until it is answered, what was found before stays as far as it
 * fits, so that Enter never takes what nobody asked for.
 */
function useFound(search: ComboboxProps['search'], typed: string, isOpen: boolean): Found {
  const [answer, setAnswer] = useState<Answer>({ question: null, options: [], hasFailed: false })
  const question = typed.trim()
  useEffect(() => {
    if (!isOpen || search === undefined) return undefined
    const asking = new AbortController()
    const ask = async () => {
      setAnswer((before) => ({ ...before, question: null }))
      try {
        const options = await search(question, asking.signal)
        if (!asking.signal.aborted) setAnswer({ question, options, hasFailed: false })
      } catch {
        if (!asking.signal.aborted) setAnswer({ question, options: [], hasFailed: true })
      }
    }
    const timer = setTimeout(() => void ask(), typed === '' ? 0 : PAUSE_MS)
    return () => {
      clearTimeout(timer)
      asking.abort()
    }
    // A new function of the caller is no new question.
  }, [isOpen, typed])
  const { options, hasFailed } = answer
  if (search === undefined) return { options, state: 'ready' }
  if (answer.question === question) return { options, state: hasFailed ? 'failed' : 'ready' }
  return { options: options.filter(({ label }) => fits(label, question)), state: 'looking' }
}
