import java.io.BufferedWriter;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.LowerCaseFilter;
import org.apache.lucene.analysis.standard.StandardTokenizer;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.TextField;
import org.apache.lucene.index.Term;
import org.apache.lucene.monitor.Monitor;
import org.apache.lucene.monitor.MonitorConfiguration;
import org.apache.lucene.monitor.MonitorQuery;
import org.apache.lucene.monitor.MultipassTermFilteredPresearcher;
import org.apache.lucene.monitor.Presearcher;
import org.apache.lucene.monitor.QueryMatch;
import org.apache.lucene.monitor.TermFilteredPresearcher;
import org.apache.lucene.queries.spans.SpanNearQuery;
import org.apache.lucene.queries.spans.SpanOrQuery;
import org.apache.lucene.queries.spans.SpanQuery;
import org.apache.lucene.queries.spans.SpanTermQuery;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.PhraseQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermQuery;

/**
 * Matches articles against queries with Lucene Monitor, one article at a time, on one thread.
 *
 * <p>Arguments: a file of queries (name, tab, query in prefix form), a file of articles (sentences parted by tabs, an
 * article a line), a file for the names that match each article, "term" or the number of passes of the presearcher.
 * Prints seconds of processor time of the whole process: to register, for the first pass over the articles, and for the
 * quicker of two behind passes that warm the compiler up for at least 15 of them; then megabytes. Sentences are far apart in positions,
 * so that nothing is near across them.
 */
public class Monitored {
    private static final String FIELD = "text";
    private static final int APART = 100_000;
    private static final double WARM_SECONDS = 15;

    private final String[] words;
    private int place = 0;

    private Monitored(String query) {
        words = query.split(" ");
    }

    public static void main(String[] arguments) throws Exception {
        List<Document> articles = new ArrayList<>();
        for (String line : Files.readAllLines(Path.of(arguments[1]))) {
            articles.add(document(line));
        }
        MonitorConfiguration configuration = new MonitorConfiguration().setPurgeFrequency(1, java.util.concurrent.TimeUnit.HOURS);
        try (Analyzer analyzer = analyzer(); Monitor monitor = new Monitor(analyzer, presearcher(arguments[3]), configuration)) {
            double begun = seconds();
            List<MonitorQuery> queries = new ArrayList<>();
            for (String line : Files.readAllLines(Path.of(arguments[0]))) {
                String[] parts = line.split("\t");
                queries.add(new MonitorQuery(parts[0], new Monitored(parts[1]).query()));
            }
            monitor.register(queries);
            System.out.println(seconds() - begun);
            begun = seconds();
            List<Collection<QueryMatch>> matched = pass(monitor, articles);
            System.out.println(seconds() - begun);
            double until = seconds() + WARM_SECONDS;
            while (seconds() < until) {
                pass(monitor, articles);
            }
            double least = Double.MAX_VALUE;
            for (int repeated = 0; repeated < 2; repeated++) {
                begun = seconds();
                pass(monitor, articles);
                least = Math.min(least, seconds() - begun);
            }
            System.out.println(least);
            System.gc();
            Runtime runtime = Runtime.getRuntime();
            System.out.println((runtime.totalMemory() - runtime.freeMemory()) / 1e6);
            write(matched, Path.of(arguments[2]));
        }
    }

    private static List<Collection<QueryMatch>> pass(Monitor monitor, List<Document> articles) throws Exception {
        List<Collection<QueryMatch>> matched = new ArrayList<>();
        for (Document article : articles) {
            matched.add(monitor.match(article, QueryMatch.SIMPLE_MATCHER).getMatches());
        }
        return matched;
    }

    private static void write(List<Collection<QueryMatch>> matched, Path file) throws Exception {
        try (BufferedWriter out = Files.newBufferedWriter(file)) {
            for (Collection<QueryMatch> matches : matched) {
                Set<String> names = new TreeSet<>();
                for (QueryMatch match : matches) {
                    names.add(match.getQueryId());
                }
                out.write(String.join(" ", names));
                out.newLine();
            }
        }
    }

    private static double seconds() {
        var system = (com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        return system.getProcessCpuTime() / 1e9;
    }

    private static Presearcher presearcher(String kind) {
        return kind.equals("term") ? new TermFilteredPresearcher() : new MultipassTermFilteredPresearcher(Integer.parseInt(kind));
    }

    private static Analyzer analyzer() {
        return new Analyzer() {
            @Override
            protected TokenStreamComponents createComponents(String field) {
                StandardTokenizer tokenizer = new StandardTokenizer();
                return new TokenStreamComponents(tokenizer, new LowerCaseFilter(tokenizer));
            }

            @Override
            public int getPositionIncrementGap(String field) {
                return APART;
            }
        };
    }

    private static Document document(String line) {
        Document document = new Document();
        for (String sentence : line.split("\t")) {
            document.add(new TextField(FIELD, sentence, Field.Store.NO));
        }
        return document;
    }

    private Query query() {
        String kind = words[place++];
        switch (kind) {
            case "all":
            case "any":
                BooleanQuery.Builder several = new BooleanQuery.Builder();
                for (int left = number(); left > 0; left--) {
                    several.add(query(), kind.equals("all") ? Occur.MUST : Occur.SHOULD);
                }
                return several.build();
            case "not":
                return new BooleanQuery.Builder().add(query(), Occur.MUST).add(query(), Occur.MUST_NOT).build();
            case "near":
                return near();
            default:
                return leaf(kind.equals("word") ? 1 : number());
        }
    }

    private Query leaf(int length) {
        if (length == 1) {
            return new TermQuery(new Term(FIELD, words[place++]));
        }
        PhraseQuery.Builder phrase = new PhraseQuery.Builder();
        for (int left = length; left > 0; left--) {
            phrase.add(new Term(FIELD, words[place++]));
        }
        return phrase.build();
    }

    private SpanQuery near() {
        int within = number();
        boolean ordered = number() == 1;
        return new SpanNearQuery(new SpanQuery[] {span(), span()}, within, ordered);
    }

    private SpanQuery span() {
        String kind = words[place++];
        if (kind.equals("any")) {
            SpanQuery[] several = new SpanQuery[number()];
            for (int next = 0; next < several.length; next++) {
                several[next] = span();
            }
            return new SpanOrQuery(several);
        }
        SpanQuery[] phrase = new SpanQuery[kind.equals("word") ? 1 : number()];
        for (int next = 0; next < phrase.length; next++) {
            phrase[next] = new SpanTermQuery(new Term(FIELD, words[place++]));
        }
        return phrase.length == 1 ? phrase[0] : new SpanNearQuery(phrase, 0, true);
    }

    private int number() {
        return Integer.parseInt(words[place++]);
    }
}
