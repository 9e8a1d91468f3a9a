#include "core/source/source.hh"

#include <gtest/gtest.h>

namespace mintport {
namespace {

Source source(std::string text) {
  Result<Source> made = Source::make("a.py", std::move(text));
  EXPECT_TRUE(made.has_value()) << to_string(made.error());
  return std::move(*made);
}

std::string refusal(std::string text) {
  const Result<Source> made = Source::make("a.py", std::move(text));
  if (made.has_value()) return "accepted";
  EXPECT_EQ(made.error().kind, ErrorKind::content);
  EXPECT_NE(made.error().hint, "");
  return made.error().file + ":" + std::to_string(made.error().line) + ": " + made.error().what;
}

std::vector<std::string> lines(const Source& source) {
  std::vector<std::string> out;
  for (std::uint32_t i = 1; i <= source.line_count(); ++i) out.emplace_back(source.text(source.line(i)));
  return out;
}

using Lines = std::vector<std::string>;

TEST(Source, KeepsBytesAndPath) {
  const Source made = source("x = 1\n");
  EXPECT_EQ(made.path(), "a.py");
  EXPECT_EQ(made.text(), "x = 1\n");
  EXPECT_EQ(made.size(), 6u);
  EXPECT_EQ(made.bom_size(), 0u);
  EXPECT_EQ(made.line_end(), LineEnd::lf);
}

TEST(Source, AnEmptyFileHasOneEmptyLine) {
  const Source made = source("");
  EXPECT_EQ(lines(made), (Lines{""}));
  EXPECT_EQ(made.position(0), (LineColumn{1, 1}));
  EXPECT_EQ(made.whole_line(1), (ByteRange{0, 0}));
}

TEST(Source, LinesLeaveOutTheirEnds) {
  EXPECT_EQ(lines(source("a\nb")), (Lines{"a", "b"}));
  EXPECT_EQ(lines(source("a\nb\n")), (Lines{"a", "b", ""}));
  EXPECT_EQ(lines(source("a\r\nb\n\r\n")), (Lines{"a", "b", "", ""}));
  EXPECT_EQ(source("a\r\nb").whole_line(1), (ByteRange{0, 3}));
  EXPECT_EQ(source("a\r\nb").whole_line(2), (ByteRange{3, 4}));
}

TEST(Source, TheFirstLineEndDecidesTheStyle) {
  EXPECT_EQ(source("a\r\nb\n").newline(), "\r\n");
  EXPECT_EQ(source("a\nb\r\n").newline(), "\n");
  EXPECT_EQ(source("\nb\r\n").newline(), "\n");
  EXPECT_EQ(source("no end").newline(), "\n");
}

TEST(Source, LoneCarriageReturnsAndFormFeedsEndNoLine) {
  EXPECT_EQ(lines(source("a\rb\n\fc\n")), (Lines{"a\rb", "\fc", ""}));
}

TEST(Source, PositionsCountCodePoints) {
  const Source made = source("é中 = '\U0001F600'\n\tx\n");
  EXPECT_EQ(made.position(0), (LineColumn{1, 1}));
  EXPECT_EQ(made.position(2), (LineColumn{1, 2}));   // behind é
  EXPECT_EQ(made.position(5), (LineColumn{1, 3}));   // behind 中
  EXPECT_EQ(made.position(13), (LineColumn{1, 8}));  // behind the smiley
  const ByteOffset second = made.whole_line(2).begin;
  EXPECT_EQ(made.position(second + 1), (LineColumn{2, 2}));  // a tab is one column
  EXPECT_EQ(made.position(made.size()), (LineColumn{3, 1}));
}

TEST(Source, LineAtHoldsAtBothEndsOfALine) {
  const Source made = source("ab\ncd");
  EXPECT_EQ(made.line_at(0), 1u);
  EXPECT_EQ(made.line_at(2), 1u);  // the line end belongs to its line
  EXPECT_EQ(made.line_at(3), 2u);
  EXPECT_EQ(made.line_at(5), 2u);
}

TEST(Source, ABomIsNoColumn) {
  const Source made = source("\xEF\xBB\xBFx = 1\n");
  EXPECT_EQ(made.bom_size(), 3u);
  EXPECT_EQ(made.position(3), (LineColumn{1, 1}));
  EXPECT_EQ(made.position(4), (LineColumn{1, 2}));
  EXPECT_EQ(made.line(1), (ByteRange{3, 8}));
  EXPECT_EQ(made.whole_line(1), (ByteRange{3, 9}));
}

TEST(Source, ABomElsewhereIsNone) {
  EXPECT_EQ(source("x\xEF\xBB\xBF").bom_size(), 0u);
}

TEST(SourceMake, RefusesNul) {
  EXPECT_EQ(refusal(std::string("a\nb\0c", 5)), "a.py:2: contains a NUL byte; this is not Python source");
}

TEST(SourceMake, RefusesBrokenUtf8) {
  EXPECT_EQ(refusal("a\n\n# gr\xF6\xDF"
                    "e\n"),
            "a.py:3: is not valid UTF-8");
}

TEST(SourceMake, RefusesOtherEncodings) {
  const std::string what = "a.py:1: declares the encoding latin-1";
  EXPECT_EQ(refusal("# -*- coding: latin-1 -*-\n"), what);
  EXPECT_EQ(refusal("# vim: set fileencoding=latin-1 :\n"), what);
  EXPECT_EQ(refusal("#!/usr/bin/python\n# coding=latin-1\nx = 'a'\n"),
            "a.py:2: declares the encoding latin-1");
  EXPECT_EQ(refusal("\n  # coding: latin-1"), "a.py:2: declares the encoding latin-1");
}

TEST(SourceMake, AcceptsUtf8ByEveryName) {
  for (std::string name : {"utf-8", "UTF-8", "utf8", "utf_8", "ascii", "us-ascii", "utf-8-sig"}) {
    EXPECT_EQ(refusal("# -*- coding: " + name + " -*-\n"), "accepted") << name;
    EXPECT_EQ(refusal("# coding=" + name), "accepted") << name;
  }
  EXPECT_EQ(refusal("# -*- coding: utf-8-*-\n"), "accepted");
}

TEST(SourceMake, CodingCountsInTheFirstTwoLinesOnly) {
  EXPECT_EQ(refusal("a\nb\n# coding: latin-1\n"), "accepted");
  EXPECT_EQ(refusal("x = 1\n# coding: latin-1\n"),
            "accepted");  // PEP 263: the first line must be a comment or blank
  EXPECT_EQ(refusal("x = 'coding: latin-1'\n"), "accepted");
  EXPECT_EQ(refusal("# encoding things is hard\n"), "accepted");
  EXPECT_EQ(refusal("# the coding is: hard\n"), "accepted");
}

TEST(SourceMake, RefusesLinesOfMoreThanAMebibyte) {
  EXPECT_EQ(refusal("x\n" + std::string(Source::kMaxLine - 1, 'a') + "\n"), "accepted");
  EXPECT_EQ(refusal("x\n" + std::string(Source::kMaxLine + 1, 'a') + "\n"),
            "a.py:2: a line longer than 1 MiB");
  EXPECT_EQ(refusal(std::string(Source::kMaxLine + 1, 'a')), "a.py:1: a line longer than 1 MiB");
}

}  // namespace
}  // namespace mintport
