import { isVerb } from '../audit/verbs.ts'
import { isLink } from '../catalog/find.ts'
import type { NotificationKind } from './kind.ts'

interface Declares {
  name: string
  notifications?: readonly NotificationKind[]
}

const faultOf = (kind: NotificationKind, module: string) => {
  const { name, words, link, search = '', topics, usual, hasOwnMail } = kind
  if (!name.startsWith(`${module}.`)) return `begins with another name. Call it "${module}.${name}".`
  if (!isVerb(words)) return `says "${words}". The words follow a name: "gave {task} to you".`
  if (link !== undefined && !isLink(link))
    return `leads to "${link}". Write an address of the web app with {org}, such as "/o/{org}/${module}".`
  if (search !== '' && !/^\?[\w=&-]+$/.test(search))
    return `adds "${search}" to an address. Write a question mark and what follows it, such as "?ask=true".`
  if (topics.length === 0) return 'hears of nothing. Name the topics it is made of.'
  return hasOwnMail && usual.mail !== 'off' ? 'has a mail of its own and is mailed as well.' : null
}

/** Refuses a kind that people could not read, or would hear of twice. Throws an Error. */
export function checkNotifications({ name, notifications = [] }: Declares): void {
  for (const kind of notifications) {
    const fault = faultOf(kind, name)
    if (fault !== null) throw new Error(`The module "${name}": the notification "${kind.name}" ${fault}`)
  }
}
