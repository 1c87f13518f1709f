const verbs: Record<string, string> = {
  read: 'See',
  write: 'Change',
  invite: 'Invite',
  use: 'Use',
  decide: 'Decide on',
}

/** A permission in words for people: `ops.task.write` is "Change ops tasks". */
export function scopeTitle(permission: string): string {
  const parts = permission.split('.')
  const verb = parts.pop() ?? ''
  const noun = parts
    .join(' ')
    .replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`)
    .replace(/\bapi\b/, 'API')
  const isPlural = noun.endsWith('s') || /^(organization|assistant|audit)$/.test(noun)
  return `${verbs[verb] ?? verb} ${isPlural ? noun : `${noun}s`}`
}
