import type { Outcome } from './types.ts'

/** The words that are said most in languages people may try, by language. */
const common: readonly string[] = [
  'der die das und ist nicht ich was wie bitte heute mir ein eine für auf mit zeig zeige steht wann wer welche aufgaben aufgabe morgen sind habe haben wir noch mach neue alle danke gib gibt offen überfällig überfälligen kannst du zu im von',
  'le la les des est nous vous je combien bonjour merci pour avec dans une tâche tâches aujourd hui demain quelles quels qui reste montre moi ajoute crée sont mes du t il et toutes donne plaît',
  'o os as são quais tarefas tarefa hoje amanhã para mim não obrigado uma um mostra quem está que quantos créditos temos bom dia me cria criar adiciona minhas de da do por favor',
  'el los las qué que hoy mañana para tarea tareas añade cuántos créditos una un muéstrame quién está mis hola gracias comprar crea nueva de del por favor cuáles son nos quedan',
  'il gli che oggi domani per compiti attività quanti crediti una aggiungi mostra chi sono le mie grazie ciao crea nuova di del quali scadono mostrami',
  'het een niet ik wat hoe vandaag morgen voor mij taak taken toon maak welke wie zijn alle mijn openstaande hoeveel hebben nog bedankt nieuwe laat zien',
  'cé mhéad atá sa bhfuil agus níl tá againn agam agat cad conas cá céard inniu amárach raibh maith dia duit mo ár taispeáin dom',
  'jak jest co dzisiaj zadania zadanie pokaż mi moje dodaj kto ile kredytów mamy proszę dziękuję nowe jutro na nie',
]
const english = new Set(
  'the a an is are what show me my to of in on for and do we it with how who task tasks add this that was i you have please give make by at no not hub'.split(
    ' ',
  ),
)
const foreign = common.map((words) => new Set(words.split(' ')))
const otherScript =
  /[\p{Script=Greek}\p{Script=Cyrillic}\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Devanagari}\p{Script=Thai}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Han}\p{Script=Hangul}]{2}/u

/** Hardly any English word stands behind these. */
const asking =
  /^\W*(?:bitte|por favor|s['’]il (?:te|vous) pla[iî]t|per favore|alstublieft|prosz[eę])(?!\p{L})/iu
const ALMOST_NONE = 1

/** Whether a message is in another language: more of its words are that language's than are English. */
export function isForeign(text: string): boolean {
  if (otherScript.test(text) || /[¿¡]/.test(text)) return true
  const words = text.toLowerCase().match(/\p{L}+/gu) ?? []
  const known = words.filter((word) => english.has(word)).length
  if (asking.test(text) && words.length > 2 && known <= ALMOST_NONE) return true
  const best = Math.max(
    ...foreign.map((set) => words.filter((word) => set.has(word) && !english.has(word)).length),
  )
  return best >= 2 && best > known && best / words.length >= 0.3
}

export const englishOnly: Outcome = {
  kind: 'language',
  text: 'I am sorry, I speak English only. Say it in a short English sentence, such as “What is due today?”.',
}
