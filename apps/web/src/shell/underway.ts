import type { Message } from '@hub/api/schemas/assistant'
import { useEffect, useSyncExternalStore } from 'react'

/** An answer of the assistant that was asked for in this tab. */
export interface Underway {
  conversationId: string
  answerId: string
  /** It is finished, and nobody has looked at it yet. */
  isReady: boolean
}

/* Kept by the tab, so that a reload on another page does not lose sight of an answer. */
const keyOf = (name: string) => `hub.underway.${name}`
const NOTHING: readonly Underway[] = []
const listeners = new Set<() => void>()
let parsed: { text: string; answers: readonly Underway[] } = { text: '', answers: NOTHING }

/** The answers that are being made, or wait to be read, for this person in an organization. */
export function readUnderway(name: string): readonly Underway[] {
  const text = sessionStorage.getItem(keyOf(name)) ?? ''
  if (parsed.text !== text) parsed = { text, answers: parse(text) }
  return parsed.answers
}

function parse(text: string): readonly Underway[] {
  try {
    const value: unknown = JSON.parse(text)
    return Array.isArray(value) ? value.filter(isUnderway) : NOTHING
  } catch {
    return NOTHING
  }
}

const isUnderway = (value: unknown): value is Underway =>
  typeof value === 'object' &&
  value !== null &&
  'conversationId' in value &&
  typeof value.conversationId === 'string' &&
  'answerId' in value &&
  typeof value.answerId === 'string' &&
  'isReady' in value &&
  typeof value.isReady === 'boolean'

/** Changes the list; what is done with an answer afterwards is its page's business. */
export function setUnderway(
  name: string,
  change: (before: readonly Underway[]) => readonly Underway[],
): void {
  const before = readUnderway(name)
  const after = change(before)
  if (after === before) return
  if (after.length === 0) sessionStorage.removeItem(keyOf(name))
  else sessionStorage.setItem(keyOf(name), JSON.stringify(after))
  for (const listener of listeners) listener()
}

/** Whoever is on the page of a conversation has seen the answers that are finished there. */
export function useSeenAnswers(name: string, messages: readonly Message[] | undefined): void {
  useEffect(() => {
    const seen = new Set(messages?.filter(({ status }) => status !== 'streaming').map(({ id }) => id))
    setUnderway(name, (before) =>
      before.some(({ answerId }) => seen.has(answerId))
        ? before.filter(({ answerId }) => !seen.has(answerId))
        : before,
    )
  }, [name, messages])
}

export const useUnderway = (name: string): readonly Underway[] =>
  useSyncExternalStore(
    (listener) => {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    () => readUnderway(name),
  )
