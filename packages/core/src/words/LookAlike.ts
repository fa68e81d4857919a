/**
 * Letters, digits and dashes of other scripts that the eye takes for a Latin one. Derived from the confusables of Unicode
 * Technical Standard 39 (version 17.0, Unicode License V3): every letter or digit whose prototype is one letter or digit of
 * ASCII, with the small capitals, as far as the forms of one character (full-width, mathematical, with marks) do not make
 * it that letter already. What looks like a capital I stands as such; a reader who takes that for an l does so himself.
 */
const families: ReadonlyArray<readonly [latin: string, others: string]> = [
  ["-", "‐‑‒–—―⁃−⸚﹣"],
  ["2", "ƧƻϨᒿꙄꛯꝚ"],
  ["3", "ƷȜЗҘӠ३૩ⲜⳄⳌꝪꞫ\u{118ca}\u{16f3b}"],
  ["4", "Ꮞ\u{118af}"],
  ["5", "Ƽ\u{118bb}"],
  ["6", "ϬбᏮⳒⳓⳜ\u{118d5}"],
  ["7", "\u{104d2}\u{118c6}"],
  ["8", "Ȣȣ৪੪\u{1031a}\u{1e8cb}"],
  ["9", "৭੧୨൭ⳊⳋꝮ\u{118ac}\u{118cc}\u{118d6}"],
  ["A", "ΑАᎪᗅꓮ\u{102a0}\u{16f40}"],
  ["B", "ΒВᏴᗷⲂꓐꞴ\u{10282}\u{102a1}\u{10301}"],
  ["C", "СҪᏟⲤꓚ\u{102a2}\u{10302}\u{10415}\u{1051c}\u{118e9}\u{118f2}"],
  ["D", "ÐĐƉᎠᗞᗪꓓ"],
  ["E", "ɆΕЕᎬⴹꓰ\u{10286}\u{118a6}\u{118ae}"],
  ["F", "ƑϜᖴꓝꞘ\u{10287}\u{102a5}\u{10525}\u{118a2}\u{118c2}"],
  ["G", "ǤԌᏀᏳꓖ"],
  ["H", "ĦΗНҢӇӉᎻᕼⱧⲎꓧ\u{102cf}"],
  ["I", "ƖƗΙІӀⲒꓲ\u{10309}"],
  ["J", "ɈͿЈᎫᒍꓙꞲ"],
  ["K", "ΚКҚҞᏦᛕⱩⲔꓗꝀ\u{10518}"],
  ["L", "ŁʟᏞᒪⳐꓡ\u{1041b}\u{10526}\u{118a3}\u{118b2}\u{16f16}"],
  ["M", "ΜϺМӍᎷᗰᛖⲘꓟ\u{102b0}\u{10311}"],
  ["N", "ƝΝⲚꓠ\u{10513}"],
  ["O", "ØƟΘΟθОѲӨՕ\u{7c0}ଠ೦ዐᎾᏫⲐⲞⴱⵁⵔ〇ꓳꝊ\u{10292}\u{102ab}\u{10404}\u{104c2}\u{10516}\u{118b5}\u{118e0}"],
  ["P", "ΡРᏢᑭⲢⳎꓑ\u{10295}"],
  ["Q", "ⵕ"],
  ["R", "ƦᎡᏒᖇꓣ\u{104b4}\u{16f35}"],
  ["S", "ЅՏᏕᏚꓢ\u{10296}\u{10420}\u{16f3a}"],
  ["T", "ŦƮȾΤТҬᎢⲦꓔ\u{10297}\u{102b1}\u{10315}\u{118bc}\u{16f0a}"],
  ["U", "ɄԱՍሀᏌᑌꓴ\u{104ce}\u{118b8}\u{16f42}"],
  ["V", "Ѵ\u{667}۷Ꮩᐯⴸꓦꛟ\u{1051d}\u{118a0}\u{16f08}"],
  ["W", "ԜᎳᏔꓪ\u{118e6}\u{118ef}"],
  ["X", "ΧХҲᚷⲬⵝꓫꞳ\u{10290}\u{102b4}\u{10317}\u{10322}\u{10527}\u{118ec}"],
  ["Y", "ɎΥУҮҰᎩᎽⲨꓬ\u{102b2}\u{118a4}\u{16f43}"],
  ["Z", "ƵȤΖᏃꓜ\u{102f5}\u{118a9}\u{118e5}"],
  ["a", "ɑαаᴀꭺ"],
  ["b", "ƀƂƃƄɓʙБЬвѢѣҌҍᏏᏼᑲᑳᖯⲃ"],
  ["c", "ȼсҫငၚᴄⲥꮯ\u{1043d}"],
  ["d", "đƌɖɗԁᏧᑯᴅꓒꭰ"],
  ["e", "ɇеҽҿᴇꬲꭼ"],
  ["f", "ƒքᵮẝꜰꞙꬵ"],
  ["g", "ƍǥɠɡɢԍցᏻᶃꮐ"],
  ["h", "ħɦʜнћңһӈӊհᏂᏲⲏꚕꮋ"],
  ["i", "ıɨɩɪιіւᎥᵻᵼⲓꙇꭵ\u{118c3}"],
  ["j", "ȷɉϳјᴊꭻ"],
  ["k", "ƙκкᴋ"],
  ["l", "łƚǀɫɭӏ\u{5d5}\u{5df}\u{627}\u{661}\u{673}۱\u{7ca}ᛁⳑⵏꮮ\u{1028a}\u{10320}\u{10443}\u{16f28}\u{1e8c7}"],
  ["m", "ᴍ"],
  ["n", "ŋƞɳɴηղոռᵰⲛ"],
  [
    "o",
    "øɵοσϭоѳөօ\u{5e1}\u{647}\u{665}\u{6be}\u{6c1}\u{6d5}۵\u{6ff}०০੦૦୦௦౦ഠ൦๐໐တဝ၀თჿ០ᴏᴑⲑⲟꝋꬽꬾꭴꮎꮻ\u{1042c}\u{104ea}\u{114d0}\u{118c8}\u{118d7}"
  ],
  ["p", "þƥƿρϸрᴘᴩᵽⲣⳏꮲ"],
  ["q", "ʠԛգզꞯ"],
  ["r", "ɍɼɽʀгґғᴦᵲⲅꭇꭈꭱꮁꮢ"],
  ["s", "ƽʂѕടᵴꜱꮪ\u{10448}\u{118c1}"],
  ["t", "ŧƭτтҭᴛᵵⲧꭲ"],
  ["u", "ʋυџսᴜᵾꞟꭎꭒꮜ\u{104f6}\u{118d8}"],
  ["v", "νѵ\u{5d8}ᴠꮩ\u{11706}\u{118c0}"],
  ["w", "ɯшѡѽԝաᴡⲽꝡꮃ\u{114c5}\u{1170a}\u{1170e}\u{1170f}"],
  ["x", "χхᕁᕽ"],
  ["y", "ƴɏɣʏγуүұყᶌỿⲩꭚ\u{118dc}"],
  ["z", "ƶȥʐᴢᵶꮓ\u{118c4}"]
]

const latinOf: ReadonlyMap<string, string> = new Map(
  families.flatMap(([latin, others]) => [...others].map((other) => [other, latin] as const))
)

/** A text with every such character as the Latin one. */
export const latin = (text: string): string => [...text].map((letter) => latinOf.get(letter) ?? letter).join("")
