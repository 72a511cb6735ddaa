/**
 * What happened, by lists of words in English, French and a little Arabic: what is rarer and more telling comes first. A
 * rumour stays a rumour whatever it is about.
 */
import type { IncidentKind } from "./incidents-lists.ts";
import { isSignal } from "./incidents-lists.ts";
import type { Span } from "./intake.ts";
import { type Folded, findAll } from "./intake-text.ts";

export interface KindFound {
  kind: IncidentKind;
  span: Span;
}

const ATTACK =
  "attaqu(?:e|es|ee|ees|er|ant)|attack(?:s|ed|ing)?|incendi(?:e|es|ee|ees|er)|brul(?:e|es|ee|ees|er)|burn(?:t|ed|ing)|pill(?:e|es|ee|ees|er|age|ages)|loot(?:ed|ing)?|occup(?:e|es|ee|ees|ied|ation)|vandalis\\p{L}+|saccag\\p{L}+|raid(?:ed)?|shot at|ont tire sur|هجوم";
const SCHOOL = "ecoles?|schools?|lycees?|colleges?|enseignants?|teachers?|مدرسة";
const HEALTH =
  "hopita(?:l|ux)|hospitals?|centres? de sante|postes? de sante|health (?:cent(?:er|re)s?|posts?|facilit(?:y|ies))|cliniques?|clinics?|ambulances?|مستشفى";
const AID =
  "humanitaires?|humanitarians?|ongs?|ngos?|aid workers?|aid convoy|convoi humanitaire|pam|wfp|unhcr|hcr|msf|cicr|icrc";
const SITE =
  "sites? (?:de |des |d')?(?:deplaces?|pdi|refugies?)|camps? (?:de |des )?(?:deplaces?|refugies?|pdi)|idp (?:site|camp)s?|refugee (?:site|camp)s?|displacement sites?";

/** [kind, words, and words that must stand in the text as well] in the order of their weight. */
const KINDS: [IncidentKind, string, string?][] = [
  ["signal_rumour", "rumeurs?|rumou?rs?|on dit que|il para[i]t que|it is said that|شائعة|اشاعة"],
  [
    "crsv",
    "viol(?:ee|ees|s|e|er)|violences? sexuelles?|raped?|sexual(?:ly)? (?:violence|assault(?:ed)?|abused?)|اغتصاب",
  ],
  ["attack_on_school", SCHOOL, ATTACK],
  ["attack_on_health", HEALTH, ATTACK],
  ["attack_on_humanitarian", AID, ATTACK],
  ["attack_on_site", SITE, ATTACK],
  [
    "explosive_hazard",
    "mines?(?! d')|engins? explosifs?|e?eei|ieds?|uxos?|explosive devices?|landmines?|munitions? non explosees?|unexploded|لغم",
  ],
  [
    "armed_clash",
    "affrontements?|accrochages?|combats?|echanges? de tirs?|clash(?:es|ed)?|fighting|exchange of fire|crossfire|اشتباكات?",
  ],
  [
    "killing",
    "tu(?:e|ee|es|ees|er|ant)|mort(?:s|es)?(?! de faim)|abattu(?:e|s|es)?|assassin(?:e|es|ee|ees|at|ats)|execut(?:e|es|ee|ees|ed|ion|ions)|egorge(?:e|s|es)?|kill(?:ed|ing|ings|s)?|murder(?:ed)?|shot dead|dead|died|قتل|مقتل",
  ],
  [
    "abduction",
    "enlev(?:e|ee|es|ees|er|ements?)|kidnapp\\p{L}*|kidnapping|abduct(?:ed|ion|ions|ing)|prise? d'otages?|pris en otages?|hostages?|otages?|خطف|اختطاف",
  ],
  [
    "child_recruitment_use",
    "enfants? soldats?|child soldiers?|recrut\\p{L}+ (?:d'|des |de )?(?:enfants?|mineurs?)|recruit\\p{L}+ (?:of )?(?:children|minors)",
  ],
  ["attack_on_civilians", "attaqu(?:e|es|ee|ees|er|ant)|attack(?:s|ed|ing)?|massacres?|tueries?|هجوم"],
  ["injury", "bless(?:e|ee|es|ees)|injured|wounded|جرح|جرحى"],
  [
    "torture_ill_treatment",
    "tortur\\p{L}*|tabass\\p{L}*|battu(?:e|s|es)?|bastonn\\p{L}*|beaten|ill-treat\\p{L}*|flogged|تعذيب",
  ],
  [
    "arbitrary_detention",
    "arrestations?|arrete(?:e|s|es)|detenu(?:e|s|es)?|sequestre(?:e|s|es)?|arrest(?:ed|s)?|detained|detention|اعتقال",
  ],
  [
    "forced_recruitment",
    "recrutements? forces?|recrut(?:e|es|ee|ees) de force|forced recruitment|forcibly recruited",
  ],
  ["siege", "siege|assiege(?:e|s|es)?|besieged|encercle(?:e|s|es)?|surrounded"],
  [
    "extortion",
    "racket\\p{L}*|extor(?:que|sion|sions|ted|tion)\\p{L}*|taxes? illegales?|illegal tax(?:es|ation)?|rancon(?:s|ner|nes?)?|ransom|paient? pour passer|pay to pass|ابتزاز",
  ],
  [
    "looting_destruction",
    "pill(?:e|ee|es|ees|er|age|ages|ant)|loot(?:ed|ing)?|vol(?:e|es|ee|ees|s)?|stolen|stole|robb(?:ed|ery)|braquages?|incendi(?:e|ee|es|ees|er)|brul(?:e|ee|es|ees|er)|burn(?:t|ed|ing)|detruit(?:e|s|es)?|destroyed|نهب|حرق",
  ],
  [
    "movement_restriction",
    "barrieres?|barrages?|check-?points?|road ?blocks?|routes? (?:coupees?|bloquees?|barrees?|fermees?)|road (?:is )?(?:blocked|closed|cut)|حاجز",
  ],
  [
    "forced_displacement",
    "deplac(?:es|ees|ement|ements)|ont fui|fuient|fui|displaced|displacement|fled|fleeing|نزوح|نازحين",
  ],
  ["mob_violence", "vindicte populaire|lynch\\p{L}*|justice populaire|mob (?:violence|justice)"],
  [
    "threat_intimidation",
    "menac(?:e|es|ee|ees|ent|er|ant)|intimid\\p{L}+|threat(?:s|en|ens|ened|ening)?|ultimatum|تهديد",
  ],
  [
    "signal_movement",
    "mouvements? (?:de |d'|des )?(?:groupes?|troupes?|hommes|elements?|rebelles?|colonnes?)|(?:armed )?(?:group|troop) movements?|movements? of (?:armed|troops|fighters)|regroupements?|se dirigent vers|heading (?:to|towards)|presence (?:d'|de |des )(?:hommes|elements?|groupes?)|تحرك",
  ],
  ["signal_tension", "tensions?|tendue?s?|tense|توتر"],
];
const MATCHERS = KINDS.map(([kind, words, also]) => ({
  kind,
  pattern: around(words),
  also: also === undefined ? null : around(also),
}));

function around(words: string): RegExp {
  return new RegExp(`(?<![\\p{L}\\p{N}])(?:${words})(?![\\p{L}\\p{N}])`, "gu");
}

/** Kinds that the words name, the likeliest first, each with the first word for it. */
export function readKinds(folded: Folded): KindFound[] {
  const found = MATCHERS.flatMap(({ kind, pattern, also }) => {
    const [first] = findAll(folded, pattern);
    if (!first || (also !== null && findAll(folded, also).length === 0)) return [];
    return [{ kind, span: first.span }];
  });
  // A warning of something is no longer one where that happened.
  const happened = found.filter(({ kind }) => !isSignal(kind));
  const rumour = found.filter(({ kind }) => kind === "signal_rumour");
  const signals = found.filter(({ kind }) => isSignal(kind) && kind !== "signal_rumour");
  return [...rumour, ...happened, ...signals];
}
